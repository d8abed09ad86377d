export const id = 833;
export const ids = [833];
export const modules = {

/***/ 3833:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endLeft: () => (/* binding */ A)
/* harmony export */ });
/* harmony import */ var _chunk_6C27ZJ2S_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6284);
/* harmony import */ var _chunk_GRDTZITT_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2955);
/* harmony import */ var _chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9701);
/* harmony import */ var _chunk_CYKME75V_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7476);
/* harmony import */ var _chunk_NZ7THV4G_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2891);
/* harmony import */ var _chunk_RVWAILR4_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1860);
/* harmony import */ var _chunk_GAY2YCMZ_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9311);
/* harmony import */ var _chunk_QB2MIAAD_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1606);
/* harmony import */ var _chunk_LIHWKM2T_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5135);
/* harmony import */ var _chunk_HQETMJ6A_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(87);
/* harmony import */ var _chunk_H4RLTE5G_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8470);
/* harmony import */ var _chunk_VDBL652L_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(1996);
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(8433);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(1483);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(4451);
async function A(e,t,r){let{closing:s,ledger:o,install:c,interruption:y}=t,{clock:L}=e.mode,{signal:d,over:k}=y;try{let n=o.events.findLast(w=>w.type==="sealed"),b=n?.seal.kind==="probed"||n?.seal.kind==="expired",E=()=>(0,_chunk_6C27ZJ2S_js__WEBPACK_IMPORTED_MODULE_0__.c)(o,b?"sealed":"left");o.pending>0&&!d.aborted&&await (0,_chunk_VDBL652L_js__WEBPACK_IMPORTED_MODULE_11__.b)((0,_chunk_RVWAILR4_js__WEBPACK_IMPORTED_MODULE_5__.c)(E,{clock:L,forMs:_chunk_RVWAILR4_js__WEBPACK_IMPORTED_MODULE_5__.a,signal:d}),k)}catch(n){e.host.warn((0,_chunk_HQETMJ6A_js__WEBPACK_IMPORTED_MODULE_9__.a)(n)),e.host.group("record.json, as it stands",(0,_chunk_R5BUMS5Q_js__WEBPACK_IMPORTED_MODULE_2__.b)(o,s))}e.host.warn(S(r,c));let i=(0,_chunk_GRDTZITT_js__WEBPACK_IMPORTED_MODULE_1__.e)(e,t),g={closing:i,events:o.events,receipt:void 0,lockKept:c};return await (0,_chunk_GRDTZITT_js__WEBPACK_IMPORTED_MODULE_1__.f)(e,t.people,g),{outcome:i.outcome,error:i.error,receipt:void 0}}function S({steps:e,notBefore:t},r){let s=t===null?"when this run is over":`at ${t}, or later: schedules are late`;return`left to recovery: ${e.join(", ")}, to be put back ${s}; until then "${r}" stays locked`}


/***/ })

};
