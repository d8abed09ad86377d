export const id = 376;
export const ids = [376];
export const modules = {

/***/ 8376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readAlertSettings: () => (/* binding */ I)
/* harmony export */ });
/* harmony import */ var _chunk_IWHANNO3_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2930);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(298);
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4573);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7030);
var a={ipv4:new node_net__WEBPACK_IMPORTED_MODULE_3__.BlockList,ipv6:new node_net__WEBPACK_IMPORTED_MODULE_3__.BlockList};for(let[e,r]of[["0.0.0.0",8],["10.0.0.0",8],["100.64.0.0",10],["127.0.0.0",8],["169.254.0.0",16],["172.16.0.0",12],["192.0.0.0",24],["192.168.0.0",16],["198.18.0.0",15],["224.0.0.0",3]])a.ipv4.addSubnet(e,r,"ipv4");for(let[e,r]of[["::",96],["::ffff:0:0",96],["64:ff9b::",16],["fc00::",7],["fe80::",9],["ff00::",8]])a.ipv6.addSubnet(e,r,"ipv6");var y=/^(localhost|.*\.localhost|metadata\.google\.internal|instance-data)\.?$/;function g(e,{drill:r,isLoopback:n}){if(!URL.canParse(e))return"its url is no URL";let t=new URL(e);return t.username!==""||t.password!==""?"its url holds credentials":t.hash!==""?"its url has a fragment":r?n(e)?void 0:"its url is no loopback address, in a drill":t.protocol!=="https:"?"its url does not begin with https:":b(t.hostname)?"its url names a machine or a network of the runner":void 0}function b(e){let r=e.replace(/^\[|\]$/g,""),n=(0,node_net__WEBPACK_IMPORTED_MODULE_3__.isIP)(r);if(n===0)return y.test(e.toLowerCase());let t=n===6?"ipv6":"ipv4";return a[t].check(r,t)}var m=8,f={least:24,most:64},A=/^whsec_([A-Za-z0-9+/]+={0,2})$/;function I(e,r){let n=R(e);for(let t of n===void 0?e.split(/\r?\n/):c(n)){t.length>=m&&r.mask(t);let o=A.exec(t)?.[1];o!==void 0&&r.mask(o)}return{addressOf:(t,o)=>{if(e==="")throw s(t,"the secret BREAKGLASS_ALERTS is not given to the run job");if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_4__.a)(n))throw s(t,"the secret BREAKGLASS_ALERTS is not a JSON object");let i=Object.hasOwn(n,t)?n[t]:void 0;if(i===void 0)throw s(t,"the secret BREAKGLASS_ALERTS does not name it");return E(t,o,i,r)}}}function E(e,r,n,t){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_4__.a)(n))throw s(e,"it is not an object in the secret BREAKGLASS_ALERTS");let{url:o,secret:i,...S}=n;if(Object.keys(S).length>0)throw s(e,'it has other keys than "url" and "secret"');if(typeof o!="string")throw s(e,"it has no url");let l=g(o,t);if(l!==void 0)throw s(e,l);if(_chunk_IWHANNO3_js__WEBPACK_IMPORTED_MODULE_0__.b[r].signed)return{url:o,key:L(e,i)};if(i!==void 0)throw s(e,`it has a secret, which an alert to ${r} has no use for`);return{url:o,key:void 0}}function L(e,r){if(r===void 0)throw s(e,"it has no secret to be signed with");let n=typeof r=="string"?A.exec(r)?.[1]:void 0;if(n===void 0)throw s(e,"its secret is not whsec_ and Base64");let t=node_buffer__WEBPACK_IMPORTED_MODULE_2__.Buffer.from(n,"base64");if(t.length>=f.least&&t.length<=f.most)return t;throw s(e,`its secret has ${t.length} bytes, not ${f.least} to ${f.most}`)}function R(e){try{return JSON.parse(e)}catch{return}}function c(e){return typeof e=="string"?[e]:Array.isArray(e)?e.flatMap(c):typeof e=="object"&&e!==null?Object.values(e).flatMap(c):[]}function s(e,r){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("alert-misconfigured",`the alert "${e}" cannot be sent: ${r}`,{hint:`the secret BREAKGLASS_ALERTS is JSON on one line: {"${e}": {"url": "https://\u2026", "secret": "whsec_\u2026"}}; see docs/alerts.md`})}


/***/ })

};
