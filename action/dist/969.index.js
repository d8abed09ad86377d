export const id = 969;
export const ids = [969];
export const modules = {

/***/ 2969:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recordRefusalCommand: () => (/* binding */ O)
/* harmony export */ });
/* harmony import */ var _chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9779);
/* harmony import */ var _chunk_LCLA6MVG_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1123);
/* harmony import */ var _chunk_EIS3D335_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8446);
/* harmony import */ var _chunk_UGLYA2DM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6288);
/* harmony import */ var _chunk_Y6DI5FBK_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(6727);
/* harmony import */ var _chunk_Q4UKVNUG_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1106);
/* harmony import */ var _chunk_S7OS3L4M_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9935);
/* harmony import */ var _chunk_AIZXSKOS_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8755);
/* harmony import */ var _chunk_NNGFW2KK_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3469);
/* harmony import */ var _chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3336);
/* harmony import */ var _chunk_6OI6R4HI_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5358);
/* harmony import */ var _chunk_DIUGP4GW_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(7446);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(6128);
/* harmony import */ var _chunk_7M5E3PQD_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(9743);
/* harmony import */ var _chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(1982);
/* harmony import */ var _chunk_M6OTU2BZ_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(1532);
/* harmony import */ var _chunk_SXD5LCHL_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(4626);
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(9059);
/* harmony import */ var _chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_18__ = __webpack_require__(9701);
/* harmony import */ var _chunk_CYKME75V_js__WEBPACK_IMPORTED_MODULE_19__ = __webpack_require__(7476);
/* harmony import */ var _chunk_NZ7THV4G_js__WEBPACK_IMPORTED_MODULE_20__ = __webpack_require__(2891);
/* harmony import */ var _chunk_RVWAILR4_js__WEBPACK_IMPORTED_MODULE_21__ = __webpack_require__(1860);
/* harmony import */ var _chunk_GAY2YCMZ_js__WEBPACK_IMPORTED_MODULE_22__ = __webpack_require__(9311);
/* harmony import */ var _chunk_QB2MIAAD_js__WEBPACK_IMPORTED_MODULE_23__ = __webpack_require__(1606);
/* harmony import */ var _chunk_LIHWKM2T_js__WEBPACK_IMPORTED_MODULE_24__ = __webpack_require__(5135);
/* harmony import */ var _chunk_HQETMJ6A_js__WEBPACK_IMPORTED_MODULE_25__ = __webpack_require__(87);
/* harmony import */ var _chunk_H4RLTE5G_js__WEBPACK_IMPORTED_MODULE_26__ = __webpack_require__(8470);
/* harmony import */ var _chunk_XUVSPKQL_js__WEBPACK_IMPORTED_MODULE_27__ = __webpack_require__(6123);
/* harmony import */ var _chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_28__ = __webpack_require__(377);
/* harmony import */ var _chunk_VDBL652L_js__WEBPACK_IMPORTED_MODULE_29__ = __webpack_require__(1996);
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_30__ = __webpack_require__(8433);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_31__ = __webpack_require__(1483);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_32__ = __webpack_require__(4451);
async function O(s){if(s.runner.eventName==="pull_request")return s.host.log("a pull request's own run asks for nothing: there is no refusal to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let e=s,t,r;try{let o=await (0,_chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__.g)(s);e=o,e.host.output("session",e.session),t=await (0,_chunk_LCLA6MVG_js__WEBPACK_IMPORTED_MODULE_1__.I)(o);let{facts:u,documents:n}=t;(0,_chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__.c)(u,n.install).length===0&&(0,_chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__.e)((0,_chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__.f)(t,o.source,e.mode.clock.now())),r=j(u,n.install)}catch(o){r=(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_31__.c)(o)}let i=(0,_chunk_LCLA6MVG_js__WEBPACK_IMPORTED_MODULE_1__.a)(e.session,{clock:e.mode.clock,journal:e.journal(null),reporter:{report:()=>{}}}),{session:a,mode:p}=e,d={session:a,drill:p.drill,outcome:"refused",error:r,planned:t};try{if(await q(e,r))return e.host.log("the session has links already: nothing to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let o=await (0,_chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_18__.a)(i,d);return await (0,_chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_18__.d)(e,{closing:d,events:i.events,receipt:o,lockKept:void 0}),{outcome:"refused",error:r,digest:t?.digest,receipt:o}}catch(o){throw (0,_chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_18__.c)(e.host,i,d,o),o}}function j(s,e){let t=(0,_chunk_XHSJQDLL_js__WEBPACK_IMPORTED_MODULE_0__.c)(s,e),r=t.find(a=>a.state==="rejected"),i=e.environment;return r!==void 0?new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_31__.a("not-approved",`${r.user.login} rejected the deployment to "${i}"`,{hint:"talk to the approver, then make a new request"}):t.some(a=>a.state==="approved")?new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_31__.a("interrupted","the run job was approved, and ended before it wrote a link",{hint:"its log says why; without an opening link it had changed nothing"}):new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_31__.a("not-approved",`nobody approved the deployment to "${i}" in time`,{hint:"make a new request when an approver can be reached"})}async function q({github:s,trail:e,mode:t,session:r,runner:i},a){let{commit:p}=await e(),o=[0,24*36e5].map(n=>new Date(t.clock.now()-n).toISOString()).map(n=>(0,_chunk_SXD5LCHL_js__WEBPACK_IMPORTED_MODULE_16__.p)(s,p,(0,_chunk_SXD5LCHL_js__WEBPACK_IMPORTED_MODULE_16__.c)(r,t.drill,n)));return(await Promise.all(o)).flat().some(n=>n.session===r&&n.runId===i.runId&&(n.proof!==null||I(n,a)))}function I({events:s},{code:e,message:t}){return s.some(r=>r.type==="refused"&&r.code===e&&r.message===t)}


/***/ })

};
