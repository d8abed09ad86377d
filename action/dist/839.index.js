export const id = 839;
export const ids = [839];
export const modules = {

/***/ 4534:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ f),
/* harmony export */   b: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(298);
function f({opening:n,environment:e}){if(n===void 0)return;let t=n.plan;if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t))return"it holds no plan";if(n.digest!==(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.b)((0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_0__.a)(t)))return"its digest is not that of its plan";let i=t.install,r=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)?i.environment:void 0;if(r!==e)return`its plan is for environment ${JSON.stringify(r)}`}function g(n){let e=f(n),t=n.opening?.plan;if(e===void 0&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(t)&&u(t))return t;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-invalid",`the opening link of ${n.session}: ${e??"it holds no plan"}`,{hint:"run breakglass audit verify on a clone"})}function u({version:n=null,steps:e=null,install:t=null,playbook:i=null,durations:r=null}){return n===1&&[t,i,r].every(_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)&&Array.isArray(e)&&e.length>0&&e.every(p)}function p(n){if(!(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(n))return!1;let{id:e,uses:t,with:i,resource:r}=n;return typeof e=="string"&&typeof t=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(i)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_2__.a)(r)}


/***/ }),

/***/ 2218:
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

/***/ 2839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   extendedSession: () => (/* binding */ de),
/* harmony export */   undoneSession: () => (/* binding */ ae)
/* harmony export */ });
/* harmony import */ var _chunk_JKZ5GA3M_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9065);
/* harmony import */ var _chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4930);
/* harmony import */ var _chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(2218);
/* harmony import */ var _chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4534);
/* harmony import */ var _chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1219);
/* harmony import */ var _chunk_FM2555JD_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(3799);
/* harmony import */ var _chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2750);
/* harmony import */ var _chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1769);
/* harmony import */ var _chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3190);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(298);
function K({session:e,opening:s,events:o},t,{registry:n,keeper:i}){let{steps:a=[],sealed:d}=s.opening??{},p=M(a,i?.open(a,d)),f=t.steps.flatMap(({id:h,uses:B,with:q})=>{let c=o.findLast(S=>S.type==="step-prepared"&&S.step===h),g=c?.type==="step-prepared"?A(c,i):p.get(h);if(g===void 0)return[];let j=c?.type==="step-prepared"?c.with:q;return[{id:h,uses:B,with:j,before:g.before,after:g.after}]});return (0,_chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_1__.h)(n,f,(0,_chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_1__.l)(t,e))}function A(e,s){let{step:o,with:t,before:n,after:i,sealed:a}=e,d=s?.open({step:o,with:t,before:n,after:i},a);return d===void 0?{before:n,after:i}:{before:d(n),after:d(i)}}function M(e,s=o=>o){return new Map((Array.isArray(e)?e:[]).map(o=>T(s(o))))}function T(e){let{id:s=null,before:o=null,after:t=null}=(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(e)?e:{};if(typeof s=="string"&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(o)&&(0,_chunk_GI4AUGQM_js__WEBPACK_IMPORTED_MODULE_8__.a)(t))return[s,{before:o,after:t}];throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("audit-invalid","a step of the opening link has no states",{hint:"run breakglass audit verify on a clone"})}function ae(e,s,o){let t=L(e,s);Y(e),_(e,t);let n=U(e,t,s,o),i=t.steps.find(({id:d})=>!n.some(p=>p.id===d));if(i!==void 0)throw r(e,`has no record of step "${i.id}"`,u);let a=J(e,t,e.links.at(-1)??e.opening);return{past:a,steps:n,since:e.opening.at,of:t,diffs:(0,_chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_1__.p)(o,n,a.owner)}}function de(e,s,o){let t=L(e,s);s.when!=="then"&&H(e);let{events:n,links:i}=e;if(t.revert!=="at-end")throw r(e,"is not temporary","what it changes stays when it ends: there is nothing to extend");let a=i.find(({state:f})=>f==="verified"||f==="monitored"),d=new Set(n.flatMap(f=>f.type==="step-verified"?[f.step]:[])),p=U(e,t,s,o);if(a===void 0||!t.steps.every(({id:f})=>d.has(f))||p.length<t.steps.length)throw r(e,"has not applied and verified everything yet","wait until its status says that it has, then ask again");return{past:J(e,t,a),steps:p,openedAt:e.opening.at,of:t}}function U(e,s,{stateKey:o="",when:t="now"},n){let i=K(e,s,{registry:n,keeper:(0,_chunk_JKZ5GA3M_js__WEBPACK_IMPORTED_MODULE_0__.a)(o,s,e.session)});return t==="now"&&s.stateKey!==!0&&D(e,i),i}function D({session:e},s){let o=s.find(({before:n,after:i})=>(0,_chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_5__.p)(n,i).some(a=>[n,i].some(d=>(0,_chunk_BIEXG2TD_js__WEBPACK_IMPORTED_MODULE_5__.f)(d[a]??null))));if(o===void 0)return;let t=`step "${o.id}" of session ${e} replaced values that may be secrets, and had no key to record them under`;throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("sensitive-state",t,{hint:u})}function H(e){let{closed:s,events:o}=e;if(s)throw r(e,"is closed","there is nothing to extend: ask for its playbook again");let t=o.find(({type:n})=>W.includes(n));if(t!==void 0)throw r(e,`is ending (${t.type})`,"ask for its playbook again once it is closed")}var W=["rollback-started","step-failed","degraded","interrupted","left-to-recover","taken-over","superseded","ended"];function J({session:e,opening:s},o,t){return{session:e,opening:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(s)),last:(0,_chunk_CXKTEHHI_js__WEBPACK_IMPORTED_MODULE_6__.b)((0,_chunk_PO7IWZGM_js__WEBPACK_IMPORTED_MODULE_3__.d)(t)),owner:(0,_chunk_GB6JQLI4_js__WEBPACK_IMPORTED_MODULE_1__.l)(o,e)}}function L(e,{playbook:s,install:o,drill:t}){if(!(0,_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.f)(_chunk_HDJCDMBU_js__WEBPACK_IMPORTED_MODULE_9__.a,e.from.workflow))throw r(e,`was opened by ${e.from.workflow}`,"only what Breakglass itself recorded can be undone");let n=(0,_chunk_BVI6NMIF_js__WEBPACK_IMPORTED_MODULE_2__.b)(e.opening);if(e.opening.drill!==t)throw r(e,e.opening.drill?"was a drill":"was no drill","name a session of the same kind");if(n.install.name!==o)throw r(e,`was on install "${n.install.name}", not "${o}"`,`write install: ${n.install.name}`);if(n.playbook.name!==s){let i=`write playbook: ${n.playbook.name}`;throw r(e,`ran the playbook "${n.playbook.name}", not "${s}"`,i)}return n}var u="a person puts back what has to be: breakglass audit show tells what it was";function Y(e){let{session:s,events:o,closed:t}=e;if(!t)throw r(e,"is still open",`end it first: breakglass end ${s}`);let n=o.findLast(a=>a.type==="closed");if(n?.type!=="closed")throw r(e,"was refused","it changed nothing: there is nothing to undo");if(n.outcome==="succeeded")return;let i=n.outcome==="failed"?u:"what it changed was put back then: there is nothing to undo";throw r(e,`ended as ${n.outcome}`,i)}function _(e,{revert:s,undo:o,irreversible:t}){let n=e.events.findLast(i=>i.type==="superseded");if(n?.type==="superseded")throw r(e,`was superseded by ${n.by}`,`look at ${n.by}`);if(s==="at-end")throw r(e,"was temporary","it put everything back when its time ended: there is nothing to undo");if(o!==void 0)throw r(e,`itself undid ${o.session}`,"to make the change again, ask for its playbook again");if(t.length>0)throw r(e,`has steps that cannot be undone: ${t.join(", ")}`,u)}function r({session:e},s,o){return new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_7__.a("session-unfit",`session ${e} ${s}`,{hint:o})}


/***/ })

};
