export const id = 490;
export const ids = [490];
export const modules = {

/***/ 3490:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createPost: () => (/* binding */ q)
/* harmony export */ });
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6128);
/* harmony import */ var node_dns__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(610);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4708);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7030);
var P=4096,E=500,O={timeout:2e3,tries:2};function q(t=()=>new node_dns__WEBPACK_IMPORTED_MODULE_1__.Resolver(O)){let e={"http:":new _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.a({keepAlive:!1}),"https:":new node_https__WEBPACK_IMPORTED_MODULE_2__.Agent({keepAlive:!1})};return(r,{headers:u,body:o,signal:l})=>new Promise((p,c)=>{let n=new URL(r),s=n.protocol==="https:",i={method:"POST",headers:{"user-agent":"breakglass",...u,"content-length":Buffer.byteLength(o)},agent:s?e["https:"]:e["http:"],lookup:R(t,l),signal:l},g=!1,m=a=>{g||c(a)},f=(s?node_https__WEBPACK_IMPORTED_MODULE_2__.request:_chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_0__.d)(n,i,a=>{g=!0,B(a).then(()=>p(L(a)))});f.on("error",m),f.on("close",()=>m(Object.assign(new Error("closed without an answer"),{code:"ECLOSED"}))),f.end(o)})}function B(t){return new Promise(e=>{let r=0,u=setTimeout(()=>t.destroy(),E);t.on("data",o=>{r+=o.length,r>P&&t.destroy()}),t.on("error",()=>{}),t.on("close",()=>{clearTimeout(u),e()})})}function L({statusCode:t=0,headers:e}){return{status:t,retryAfter:e["retry-after"]}}function R(t,e){return(r,u,o)=>{let l=t();e.addEventListener("abort",()=>l.cancel(),{once:!0});let p=c=>{let n=c.map(i=>({address:i,family:(0,node_net__WEBPACK_IMPORTED_MODULE_3__.isIP)(i)})),[s]=n;u.all===!0?o(null,n):o(null,s?.address??"",s?.family)};l.resolve4(r,(c,n)=>{if(c===null&&n.length>0)return p(n);l.resolve6(r,(s,i)=>{s===null&&i.length>0?p(i):o(s??Object.assign(new Error("no address"),{code:"ENOTFOUND"}),[])})})}}


/***/ })

};
