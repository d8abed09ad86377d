export const id = 217;
export const ids = [217];
export const modules = {

/***/ 3215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   b: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3710);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4281);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5889);
function f({opening:n,environment:e}){if(n===void 0)return;let t=n.plan;if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t))return"it holds no plan";if(n.digest!==(0,_chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_0__.b)((0,_chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_0__.a)(t)))return"its digest is not that of its plan";let i=t.install,r=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)?i.environment:void 0;if(r!==e)return`its plan is for environment ${JSON.stringify(r)}`}function g(n){let e=f(n),t=n.opening?.plan;if(e===void 0&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t)&&u(t))return t;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the opening link of ${n.session}: ${e??"it holds no plan"}`,{hint:"run breakglass audit verify on a clone"})}function u({version:n=null,steps:e=null,install:t=null,playbook:i=null,durations:r=null}){return n===1&&[t,i,r].every(_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)&&Array.isArray(e)&&e.length>0&&e.every(p)}function p(n){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(n))return!1;let{id:e,uses:t,with:i,resource:r}=n;return typeof e=="string"&&typeof t=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(r)}


/***/ }),

/***/ 9565:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ n),
/* harmony export */   d: () => (/* binding */ R),
/* harmony export */   e: () => (/* binding */ a),
/* harmony export */   f: () => (/* binding */ d)
/* harmony export */ });
var s="breakglass-dev/breakglass",c="token.actions.githubusercontent.com";var l="break-glass.yml",i="recover.yml",f=/^([\w.-]+\/[\w.-]+)\/\.github\/workflows\/([^/@]+)@[^@]+$/;function n(r){let[,e,o]=f.exec(r??"")??[];return e===void 0||o===void 0?void 0:{repository:e,file:o}}function R(r,e){let[o,t]=[n(r),n(e)];return o!==void 0&&t?.repository===o.repository&&t.file===i}function a(r){let e=n(r);return e?.repository===s&&e.file===i}function d(r,e){let o=n(e);return o?.repository===r&&o.file===l}


/***/ }),

/***/ 8217:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   extendedSession: () => (/* binding */ G),
/* harmony export */   undoneSession: () => (/* binding */ C)
/* harmony export */ });
/* harmony import */ var _chunk_BMXMKOXV_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1178);
/* harmony import */ var _chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(9565);
/* harmony import */ var _chunk_3WQYEVKU_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3215);
/* harmony import */ var _chunk_5MVSVUX2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2922);
/* harmony import */ var _chunk_FATJSAFC_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4532);
/* harmony import */ var _chunk_XGAID7JF_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(1418);
/* harmony import */ var _chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3710);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4281);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(5889);
function y({opening:e,events:s},o){let t=O(e.opening);return o.steps.flatMap(({id:n,uses:a,with:r})=>{let l=s.findLast(g=>g.type==="step-prepared"&&g.step===n),f=l?.type==="step-prepared"?l:t.get(n);if(f===void 0)return[];let d=l?.type==="step-prepared"?l.with:r;return[{id:n,uses:a,with:d,before:f.before,after:f.after}]})}function O(e){let s=e?.steps;return new Map((Array.isArray(s)?s:[]).map(E))}function E(e){let{id:s=null,before:o=null,after:t=null}=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_7__.a)(e)?e:{};if(typeof s=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_7__.a)(o)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_7__.a)(t))return[s,{before:o,after:t}];throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.a("audit-invalid","a step of the opening link has no states",{hint:"run breakglass audit verify on a clone"})}function C(e,s,o){let t=x(e,s);B(e),J(e,t);let n=y(e,t),a=t.steps.find(({id:l})=>!n.some(f=>f.id===l));if(a!==void 0)throw i(e,`has no record of step "${a.id}"`,m);let r=$(e,t,e.links.at(-1)??e.opening);return{past:r,steps:n,since:e.opening.at,of:t,diffs:(0,_chunk_BMXMKOXV_js__WEBPACK_IMPORTED_MODULE_0__.e)(o,n,r.owner)}}function G(e,s,o="now"){let t=x(e,s);o==="now"&&R(e);let{events:n,links:a}=e;if(t.revert!=="at-end")throw i(e,"is not temporary","what it changes stays when it ends: there is nothing to extend");let r=a.find(({state:d})=>d==="verified"||d==="monitored"),l=new Set(n.flatMap(d=>d.type==="step-verified"?[d.step]:[])),f=y(e,t);if(r===void 0||!t.steps.every(({id:d})=>l.has(d))||f.length<t.steps.length)throw i(e,"has not applied and verified everything yet","wait until its status says that it has, then ask again");return{past:$(e,t,r),steps:f,openedAt:e.opening.at,of:t}}function R(e){let{closed:s,events:o}=e;if(s)throw i(e,"is closed","there is nothing to extend: ask for its playbook again");let t=o.find(({type:n})=>U.includes(n));if(t!==void 0)throw i(e,`is ending (${t.type})`,"ask for its playbook again once it is closed")}var U=["rollback-started","step-failed","degraded","interrupted","left-to-recover","taken-over","superseded","ended"];function $({session:e,opening:s},o,t){return{session:e,opening:(0,_chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_5__.b)((0,_chunk_5MVSVUX2_js__WEBPACK_IMPORTED_MODULE_2__.d)(s)),last:(0,_chunk_GD2LNBHI_js__WEBPACK_IMPORTED_MODULE_5__.b)((0,_chunk_5MVSVUX2_js__WEBPACK_IMPORTED_MODULE_2__.d)(t)),owner:(0,_chunk_BMXMKOXV_js__WEBPACK_IMPORTED_MODULE_0__.a)(o,e)}}function x(e,{playbook:s,install:o,drill:t}){if(!(0,_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_8__.f)(_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_8__.a,e.from.workflow))throw i(e,`was opened by ${e.from.workflow}`,"only what Breakglass itself recorded can be undone");let n=(0,_chunk_3WQYEVKU_js__WEBPACK_IMPORTED_MODULE_1__.b)(e.opening);if(e.opening.drill!==t)throw i(e,e.opening.drill?"was a drill":"was no drill","name a session of the same kind");if(n.install.name!==o)throw i(e,`was on install "${n.install.name}", not "${o}"`,`write install: ${n.install.name}`);if(n.playbook.name!==s){let a=`write playbook: ${n.playbook.name}`;throw i(e,`ran the playbook "${n.playbook.name}", not "${s}"`,a)}return n}var m="a person puts back what has to be: breakglass audit show tells what it was";function B(e){let{session:s,events:o,closed:t}=e;if(!t)throw i(e,"is still open",`end it first: breakglass end ${s}`);let n=o.findLast(r=>r.type==="closed");if(n?.type!=="closed")throw i(e,"was refused","it changed nothing: there is nothing to undo");if(n.outcome==="succeeded")return;let a=n.outcome==="failed"?m:"what it changed was put back then: there is nothing to undo";throw i(e,`ended as ${n.outcome}`,a)}function J(e,{revert:s,undo:o,irreversible:t}){let n=e.events.findLast(a=>a.type==="superseded");if(n?.type==="superseded")throw i(e,`was superseded by ${n.by}`,`look at ${n.by}`);if(s==="at-end")throw i(e,"was temporary","it put everything back when its time ended: there is nothing to undo");if(o!==void 0)throw i(e,`itself undid ${o.session}`,"to make the change again, ask for its playbook again");if(t.length>0)throw i(e,`has steps that cannot be undone: ${t.join(", ")}`,m)}function i({session:e},s,o){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.a("session-unfit",`session ${e} ${s}`,{hint:o})}


/***/ })

};
