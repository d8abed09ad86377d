export const id = 592;
export const ids = [592];
export const modules = {

/***/ 592:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   simulatePrincipalPolicy: () => (/* binding */ N)
/* harmony export */ });
/* harmony import */ var _chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1994);
/* harmony import */ var _chunk_RNAQYY3T_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7456);
/* harmony import */ var _chunk_JO5T2KDJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6084);
var i=class extends (0,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.g)(_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.h,_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.i,"SimulatePrincipalPolicy",_chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.e){};async function N(o,{roleArn:y,actions:S,resource:s,context:x},C){let{settings:w,region:P,endpoint:g,credentials:A}=o,l=new _chunk_D3PPGXM6_js__WEBPACK_IMPORTED_MODULE_0__.f({...w,region:P,endpoint:g,credentials:A});o.use(l);let c=[],n;do{let E=new i({PolicySourceArn:y,ActionNames:[...S],...s==="*"?{}:{ResourceArns:[s]},ContextEntries:x.map(({key:e,type:t,value:r})=>({ContextKeyName:e,ContextKeyType:t,ContextKeyValues:[r]})),...n===void 0?{}:{Marker:n}}),a=await l.send(E,{abortSignal:C});for(let e of a.EvaluationResults??[]){let t=e.ResourceSpecificResults?.find(({EvalResourceName:r})=>r===s);c.push({action:e.EvalActionName??"",decision:t?.EvalResourceDecision??e.EvalDecision??"unknown",unanswered:[...e.MissingContextValues??[],...t?.MissingContextValues??[]]})}n=a.IsTruncated===!0?a.Marker:void 0}while(n!==void 0&&n!=="");return c}


/***/ })

};
