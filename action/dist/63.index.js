export const id = 63;
export const ids = [63];
export const modules = {

/***/ 936:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(298);
var s=100,m=30;async function l(a,u,t,p={}){let r=[];for(let e=1;e<=m;e+=1){let c={issue_number:t,per_page:s,page:e,request:p},o=(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.c)(await a.rest(u,"GET /issues/{issue_number}/comments",c),"comments");if(r.push(...o),o.length<s)return r}throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`#${t} has more than ${s*m} comments`,{hint:"what would be said there is in the summary of the run"})}


/***/ }),

/***/ 5357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8079);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(298);
async function u(o,s){let a={what:"read who this job is",permission:s,repeatable:!0},e=await o.graphql(a,"query Self { viewer { databaseId } }",{});if(e.ok)return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_0__.a)(e.data,"data").object("viewer").number("databaseId");throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`GitHub does not say who this job is: ${e.errors[0]?.message??""}`)}


/***/ }),

/***/ 7063:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentCommand: () => (/* binding */ le)
/* harmony export */ });
/* harmony import */ var _chunk_NAVUPUYL_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5357);
/* harmony import */ var _chunk_CFLTAXJ3_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(936);
/* harmony import */ var _chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(734);
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1495);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8079);
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3552);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(298);
var v={what:"read the pull request",permission:"pull-requests: read",repeatable:!0};async function _(e,t){if(t.eventName!=="push")return (0,_chunk_4U3CR7UJ_js__WEBPACK_IMPORTED_MODULE_2__.a)(t);let n=await e.rest(v,"GET /commits/{commit_sha}/pulls",{commit_sha:t.sha});return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.c)(n,"pulls").find(o=>o.value("merge_commit_sha")===t.sha&&typeof o.value("merged_at")=="string")?.number("number")}var $={what:"read the later run",permission:"actions: read",repeatable:!0},G={what:"read the pull request",permission:"pull-requests: read",repeatable:!0};async function A(e,t,n){if(t.eventName!=="pull_request"||BigInt(n)<=BigInt(t.runId))return!1;try{let r=await k(e,n);if(r===void 0)return!1;if(r.value("event")==="push")return await H(e,t.pullRequest,r.text("head_sha"));let o=await k(e,t.runId);return o!==void 0&&E(o)===E(r)}catch(r){if(r instanceof _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.a)return!1;throw r}}async function k(e,t){let n=await e.find($,"GET /actions/runs/{run_id}",{run_id:t});return n===void 0?void 0:(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.a)(n,"run")}function E(e){let t=e.object("head_repository").number("id");return JSON.stringify([e.number("workflow_id"),e.text("event"),t,e.text("head_branch")])}async function H(e,t,n){let r=await e.find(G,"GET /pulls/{pull_number}",{pull_number:t}),o=r===void 0?void 0:(0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.a)(r,"pull");return o?.value("merged")===!0&&o.value("merge_commit_sha")===n}var c={what:"comment on the pull request",permission:"pull-requests: write",repeatable:!0},I={...c,repeatable:!1},T=5;async function S(e,t){let n=`${N(t)}
${t.body}`,r={body:n,order:[BigInt(t.runId),t.runAttempt]},o=await (0,_chunk_NAVUPUYL_js__WEBPACK_IMPORTED_MODULE_0__.a)(e,c.permission),u=new Set;for(let s=0;s<T;s+=1){let[i,...a]=await x(e,t,await M(e,t,o));if(i===void 0){u.add(await D(e,t.pullRequest,n));continue}let d=[i,...a,r].toSorted(L).at(-1)??r,m=f(d.order,r.order)===0,y=f(i.order,d.order)===0&&(!m||u.has(i.id));if(y&&a.length===0)return m?"shown":"newer";y||await j(e,i.id,d.body),m&&u.add(i.id);for(let{id:q}of a)await U(e,q)}throw new _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.a("github-rejected",`the comment on pull request #${t.pullRequest} does not settle`,{hint:"see who else deletes or writes it; the plan is in the summary of the run"})}async function x(e,t,n){let r=BigInt(t.runId),o=new Set(n.map(({order:[s]})=>s).filter(s=>s>r)),u=new Set;for(let s of o)await A(e,t,`${s}`)&&u.add(s);return n.map(s=>{let[i,a]=s.order;return(i===r?a<=t.runAttempt:i<r||u.has(i))?s:{...s,order:[0n,0]}})}function N({topic:e,runId:t,runAttempt:n}){return`<!-- breakglass:${e} run=${t} attempt=${n} -->`}async function M(e,{topic:t,pullRequest:n},r){let o=new RegExp(`^<!-- breakglass:${t} run=(\\d{1,19}) attempt=(\\d{1,6}) -->\\r?\\n`);return(await (0,_chunk_CFLTAXJ3_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,c,n)).flatMap(s=>B(s,o,r)).toSorted((s,i)=>s.id-i.id)}function B(e,t,n){let r=e.value("body");if(typeof r!="string"||e.optional("user")?.value("id")!==n)return[];let[,o,u]=t.exec(r)??[];return o===void 0||u===void 0?[]:[{id:e.number("id"),body:r,order:[BigInt(o),Number(u)]}]}function L(e,t){return f(e.order,t.order)}function f([e,t],[n,r]){return e!==n?e<n?-1:1:t-r}async function D(e,t,n){try{let r={issue_number:t,body:n};return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.a)(await e.rest(I,"POST /issues/{issue_number}/comments",r),"comment").number("id")}catch(r){if(r instanceof _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_3__.b)return;throw r}}async function j(e,t,n){await e.find(c,"PATCH /issues/comments/{comment_id}",{comment_id:t,body:n})}async function U(e,t){await e.find(c,"DELETE /issues/comments/{comment_id}",{comment_id:t})}var C=`

*The rest is left out here: it is longer than GitHub takes.*
`;function O(e,t=65e3){if(e.length<=t)return e;let n=e.slice(0,Math.max(0,t-C.length-100)),r=n.lastIndexOf(`

`),o=W(r>0?n.slice(0,r):J(n));return`${o}${F(o)}${C}`}function W(e){let t=[...e.matchAll(/^(?:`{3,}|~{3,}).*$/gm)],n=t.at(-1);return t.length%2===0||n===void 0?e:e.slice(0,n.index).trimEnd()}function F(e){let t=n=>[...e.matchAll(n)].length;return`

</details>`.repeat(Math.min(5,Math.max(0,t(/^<details>/gm)-t(/^<\/details>/gm))))}function J(e){return/[\ud800-\udbff]$/.test(e)?e.slice(0,-1):e}async function le({host:e,github:t,runner:n,inputs:r}){try{if(r.page===""){e.warn('no plan to show: the input "page" is empty; see the summary of the plan job');return}let o=await _(t,n);if(o===void 0){e.log(`this run, by ${n.eventName}, is of no pull request: the plan is in its summary`);return}let{runId:u,runAttempt:s,eventName:i}=n,a=O(r.page),m=await S(t,{topic:"plan",pullRequest:o,runId:u,runAttempt:s,eventName:i,body:a});e.log(m==="shown"?`the plan is shown in pull request #${o}`:`pull request #${o} shows the plan of a later run already`)}catch(o){let{code:u,message:s,hint:i}=(0,_chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_6__.c)(o);e.warn(`the plan is not shown in the pull request: ${u}: ${s}${i===void 0?"":`: ${i}`}`)}}


/***/ })

};
