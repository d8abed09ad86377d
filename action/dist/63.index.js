export const id = 63;
export const ids = [63];
export const modules = {

/***/ 8063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   recordRefusalCommand: () => (/* binding */ O)
/* harmony export */ });
/* harmony import */ var _chunk_JG35XFHH_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(770);
/* harmony import */ var _chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9951);
/* harmony import */ var _chunk_23ELOKP4_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7963);
/* harmony import */ var _chunk_TXQ3NNFK_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3472);
/* harmony import */ var _chunk_DDVLXHUM_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3695);
/* harmony import */ var _chunk_CPJH5FNA_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6824);
/* harmony import */ var _chunk_QU57TTOI_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9257);
/* harmony import */ var _chunk_GCRKXKSS_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8745);
/* harmony import */ var _chunk_I6GOZCSZ_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(8944);
/* harmony import */ var _chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(5133);
/* harmony import */ var _chunk_WDP3HMP7_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(1031);
/* harmony import */ var _chunk_YVTJ2HU2_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3031);
/* harmony import */ var _chunk_Y5XXODA2_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(9425);
/* harmony import */ var _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(1004);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_15__ = __webpack_require__(5660);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_16__ = __webpack_require__(6128);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_17__ = __webpack_require__(4451);
async function O(s){if(s.runner.eventName==="pull_request")return s.host.log("a pull request's own run asks for nothing: there is no refusal to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let e=s,t,r;try{let o=await (0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.ba)(s);e=o,e.host.output("session",e.session),t=await (0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.aa)(o);let{facts:u,documents:n}=t;(0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.u)(u,n.install).length===0&&(0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.w)((0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.B)(t,o.source,e.mode.clock.now())),r=j(u,n.install)}catch(o){r=(0,_chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_15__.c)(o)}let i=(0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.p)(e.session,{clock:e.mode.clock,journal:e.journal(null),reporter:{report:()=>{}}}),{session:a,mode:p}=e,d={session:a,drill:p.drill,outcome:"refused",error:r,planned:t};try{if(await q(e,r))return e.host.log("the session has links already: nothing to record"),{outcome:"refused",error:void 0,digest:void 0,receipt:void 0};let o=await (0,_chunk_JG35XFHH_js__WEBPACK_IMPORTED_MODULE_0__.a)(i,d);return await (0,_chunk_JG35XFHH_js__WEBPACK_IMPORTED_MODULE_0__.c)(e,{closing:d,events:i.events,receipt:o,lockKept:void 0}),{outcome:"refused",error:r,digest:t?.digest,receipt:o}}catch(o){throw (0,_chunk_JG35XFHH_js__WEBPACK_IMPORTED_MODULE_0__.b)(e.host,i,d,o),o}}function j(s,e){let t=(0,_chunk_M3AIVRK3_js__WEBPACK_IMPORTED_MODULE_1__.u)(s,e),r=t.find(a=>a.state==="rejected"),i=e.environment;return r!==void 0?new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_15__.a("not-approved",`${r.user.login} rejected the deployment to "${i}"`,{hint:"talk to the approver, then make a new request"}):t.some(a=>a.state==="approved")?new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_15__.a("interrupted","the run job was approved, and ended before it wrote a link",{hint:"its log says why; without an opening link it had changed nothing"}):new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_15__.a("not-approved",`nobody approved the deployment to "${i}" in time`,{hint:"make a new request when an approver can be reached"})}async function q({github:s,trail:e,mode:t,session:r,runner:i},a){let{commit:p}=await e(),o=[0,24*36e5].map(n=>new Date(t.clock.now()-n).toISOString()).map(n=>(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_9__.q)(s,p,(0,_chunk_TMRECQYC_js__WEBPACK_IMPORTED_MODULE_9__.f)(r,t.drill,n)));return(await Promise.all(o)).flat().some(n=>n.session===r&&n.runId===i.runId&&(n.proof!==null||I(n,a)))}function I({events:s},{code:e,message:t}){return s.some(r=>r.type==="refused"&&r.code===e&&r.message===t)}


/***/ })

};
