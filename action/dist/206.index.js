export const id = 206;
export const ids = [206];
export const modules = {

/***/ 206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recordRefusalCommand: () => (/* binding */ O)
/* harmony export */ });
/* harmony import */ var _chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(546);
/* harmony import */ var _chunk_TDX64PLF_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(719);
/* harmony import */ var _chunk_CSBGOEQX_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3107);
/* harmony import */ var _chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4930);
/* harmony import */ var _chunk_VYFJFME3_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1695);
/* harmony import */ var _chunk_IKICV2OG_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2097);
/* harmony import */ var _chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(734);
/* harmony import */ var _chunk_HO7WNNPN_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(3398);
/* harmony import */ var _chunk_3YONEMD4_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5896);
/* harmony import */ var _chunk_U56MFJNB_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(6020);
/* harmony import */ var _chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4489);
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1495);
/* harmony import */ var _chunk_7M5E3PQD_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9743);
/* harmony import */ var _chunk_KW64OVVG_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(5050);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(1219);
/* harmony import */ var _chunk_HDTZHILQ_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(885);
/* harmony import */ var _chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(6619);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(8079);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(6128);
/* harmony import */ var _chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(9327);
/* harmony import */ var _chunk_YY7NUHAW_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(2525);
/* harmony import */ var _chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(9190);
/* harmony import */ var _chunk_Q7STDR5Q_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(4040);
/* harmony import */ var _chunk_FM2555JD_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(3799);
/* harmony import */ var _chunk_NO5OJU57_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(1913);
/* harmony import */ var _chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(5381);
/* harmony import */ var _chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(2750);
/* harmony import */ var _chunk_LIHWKM2T_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(5135);
/* harmony import */ var _chunk_LYNBEBUP_js__WEBPACK_IMPORTED_MODULE_28__ = __webpack_require__(8078);
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_29__ = __webpack_require__(3552);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_30__ = __webpack_require__(1769);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_31__ = __webpack_require__(298);
async function O(s){if(s.runner.eventName==="pull_request")return s.host.log("a pull request's own run asks for nothing: there is no refusal to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let e=s,t,r;try{let o=await (0,_chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__.g)(s);e=o,e.host.output("session",e.session),t=await (0,_chunk_TDX64PLF_js__WEBPACK_IMPORTED_MODULE_1__.I)(o);let{facts:u,documents:n}=t;(0,_chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__.c)(u,n.install).length===0&&(0,_chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__.e)((0,_chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__.f)(t,o.source,e.mode.clock.now())),r=j(u,n.install)}catch(o){r=(0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_31__.c)(o)}let i=(0,_chunk_TDX64PLF_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.session,{clock:e.mode.clock,journal:e.journal(null),reporter:{report:()=>{}}}),{session:a,mode:p}=e,d={session:a,drill:p.drill,outcome:"refused",error:r,planned:t};try{if(await q(e,r))return e.host.log("the session has links already: nothing to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let o=await (0,_chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_19__.a)(i,d);return await (0,_chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_19__.d)(e,{closing:d,events:i.events,receipt:o,lockKept:void 0}),{outcome:"refused",error:r,digest:t?.digest,receipt:o}}catch(o){throw (0,_chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_19__.c)(e.host,i,d,o),o}}function j(s,e){let t=(0,_chunk_LLBSK5YU_js__WEBPACK_IMPORTED_MODULE_0__.c)(s,e),r=t.find(a=>a.state==="rejected"),i=e.environment;return r!==void 0?new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_31__.a("not-approved",`${r.user.login} rejected the deployment to "${i}"`,{hint:"talk to the approver, then make a new request"}):t.some(a=>a.state==="approved")?new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_31__.a("interrupted","the run job was approved, and ended before it wrote a link",{hint:"its log says why; without an opening link it had changed nothing"}):new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_31__.a("not-approved",`nobody approved the deployment to "${i}" in time`,{hint:"make a new request when an approver can be reached"})}async function q({github:s,trail:e,mode:t,session:r,runner:i},a){let{commit:p}=await e(),o=[0,24*36e5].map(n=>new Date(t.clock.now()-n).toISOString()).map(n=>(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_16__.p)(s,p,(0,_chunk_2BFQ24CD_js__WEBPACK_IMPORTED_MODULE_16__.c)(r,t.drill,n)));return(await Promise.all(o)).flat().some(n=>n.session===r&&n.runId===i.runId&&(n.proof!==null||I(n,a)))}function I({events:s},{code:e,message:t}){return s.some(r=>r.type==="refused"&&r.code===e&&r.message===t)}


/***/ })

};
