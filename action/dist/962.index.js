export const id = 962;
export const ids = [962];
export const modules = {

/***/ 2962:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   endLeft: () => (/* binding */ A)
/* harmony export */ });
/* harmony import */ var _chunk_ZKMGH4EV_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2151);
/* harmony import */ var _chunk_LSPSBQRC_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3537);
/* harmony import */ var _chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9327);
/* harmony import */ var _chunk_YY7NUHAW_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2525);
/* harmony import */ var _chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9190);
/* harmony import */ var _chunk_Q7STDR5Q_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(4040);
/* harmony import */ var _chunk_FM2555JD_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(3799);
/* harmony import */ var _chunk_NO5OJU57_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(1913);
/* harmony import */ var _chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5381);
/* harmony import */ var _chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2750);
/* harmony import */ var _chunk_LIHWKM2T_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(5135);
/* harmony import */ var _chunk_LYNBEBUP_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(8078);
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(3552);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_13__ = __webpack_require__(1769);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_14__ = __webpack_require__(298);
async function A(e,t,r){let{closing:s,ledger:o,install:c,interruption:y}=t,{clock:L}=e.mode,{signal:d,over:k}=y;try{let n=o.events.findLast(w=>w.type==="sealed"),b=n?.seal.kind==="probed"||n?.seal.kind==="expired",E=()=>(0,_chunk_ZKMGH4EV_js__WEBPACK_IMPORTED_MODULE_0__.c)(o,b?"sealed":"left");o.pending>0&&!d.aborted&&await (0,_chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_9__.j)((0,_chunk_Q7STDR5Q_js__WEBPACK_IMPORTED_MODULE_5__.c)(E,{clock:L,forMs:_chunk_Q7STDR5Q_js__WEBPACK_IMPORTED_MODULE_5__.a,signal:d}),k)}catch(n){e.host.warn((0,_chunk_LYNBEBUP_js__WEBPACK_IMPORTED_MODULE_11__.a)(n)),e.host.group("record.json, as it stands",(0,_chunk_YETSIJ5C_js__WEBPACK_IMPORTED_MODULE_2__.b)(o,s))}e.host.warn(S(r,c));let i=(0,_chunk_LSPSBQRC_js__WEBPACK_IMPORTED_MODULE_1__.g)(e,t),g={closing:i,events:o.events,receipt:void 0,lockKept:c};return await (0,_chunk_LSPSBQRC_js__WEBPACK_IMPORTED_MODULE_1__.h)(e,t.people,g),{outcome:i.outcome,error:i.error,receipt:void 0}}function S({steps:e,notBefore:t},r){let s=t===null?"when this run is over":`at ${t}, or later: schedules are late`;return`left to recovery: ${e.join(", ")}, to be put back ${s}; until then "${r}" stays locked`}


/***/ })

};
