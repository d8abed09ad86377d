export const id = 462;
export const ids = [462];
export const modules = {

/***/ 462:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   commentCommand: () => (/* binding */ V)
/* harmony export */ });
/* harmony import */ var _chunk_LUCTA5WR_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80);
/* harmony import */ var _chunk_2JWTRFWL_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(935);
/* harmony import */ var _chunk_V36PSKCN_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(533);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(451);
var A={what:"read the pull request",permission:"pull-requests: read",repeatable:!0};async function g(e,t){if(t.eventName!=="push")return (0,_chunk_LUCTA5WR_js__WEBPACK_IMPORTED_MODULE_0__.a)(t);let r=await e.rest(A,"GET /commits/{commit_sha}/pulls",{commit_sha:t.sha});return (0,_chunk_2JWTRFWL_js__WEBPACK_IMPORTED_MODULE_1__.f)(r,"pulls").find(o=>o.value("merge_commit_sha")===t.sha&&typeof o.value("merged_at")=="string")?.number("number")}var d={what:"comment on the pull request",permission:"pull-requests: write",repeatable:!0},C={...d,repeatable:!1},f=100,P=30,R=5;async function E(e,t){let r=`${O(t)}
${t.body}`,n={body:r,order:[BigInt(t.runId),t.runAttempt]},o=await q(e);for(let i=0;i<R;i+=1){let[s,...a]=await S(e,t,o);if(s===void 0){await v(e,t.pullRequest,r);continue}let u=[s,...a,n].toSorted(T).at(-1)??n;if(p(s.order,u.order)===0&&a.length===0)return p(u.order,n.order)===0?"shown":"newer";p(s.order,u.order)!==0&&await H(e,s.id,u.body);for(let{id:m}of a)await M(e,m)}throw new _chunk_V36PSKCN_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`the comment on pull request #${t.pullRequest} does not settle`,{hint:"see who else deletes or writes it; the plan is in the summary of the run"})}function O({topic:e,runId:t,runAttempt:r}){return`<!-- breakglass:${e} run=${t} attempt=${r} -->`}async function q(e){let t={...d,what:"read who this job is"},r=await e.graphql(t,"query Self { viewer { databaseId } }",{});if(r.ok)return (0,_chunk_2JWTRFWL_js__WEBPACK_IMPORTED_MODULE_1__.d)(r.data,"data").object("viewer").number("databaseId");throw new _chunk_V36PSKCN_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`GitHub does not say who this job is: ${r.errors[0]?.message??""}`)}async function S(e,{topic:t,pullRequest:r},n){let o=new RegExp(`^<!-- breakglass:${t} run=(\\d{1,19}) attempt=(\\d{1,6}) -->\\r?\\n`),i=[];for(let s=1;s<=P;s+=1){let a={issue_number:r,per_page:f,page:s},u=(0,_chunk_2JWTRFWL_js__WEBPACK_IMPORTED_MODULE_1__.f)(await e.rest(d,"GET /issues/{issue_number}/comments",a),"comments");if(i.push(...u.flatMap(m=>G(m,o,n))),u.length<f)return i.toSorted((m,$)=>m.id-$.id)}throw new _chunk_V36PSKCN_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`pull request #${r} has more than ${f*P} comments`,{hint:"the plan is in the summary of the run"})}function G(e,t,r){let n=e.value("body");if(typeof n!="string"||e.optional("user")?.value("id")!==r)return[];let[,o,i]=t.exec(n)??[];return o===void 0||i===void 0?[]:[{id:e.number("id"),body:n,order:[BigInt(o),Number(i)]}]}function T(e,t){return p(e.order,t.order)}function p([e,t],[r,n]){return e!==r?e<r?-1:1:t-n}async function v(e,t,r){try{await e.rest(C,"POST /issues/{issue_number}/comments",{issue_number:t,body:r})}catch(n){if(!(n instanceof _chunk_2JWTRFWL_js__WEBPACK_IMPORTED_MODULE_1__.a))throw n}}async function H(e,t,r){await e.find(d,"PATCH /issues/comments/{comment_id}",{comment_id:t,body:r})}async function M(e,t){await e.find(d,"DELETE /issues/comments/{comment_id}",{comment_id:t})}var k=`

*The rest is left out here: it is longer than GitHub takes.*
`;function _(e,t=65e3){if(e.length<=t)return e;let r=e.slice(0,Math.max(0,t-k.length-100)),n=r.lastIndexOf(`

`),o=I(n>0?r.slice(0,n):N(r));return`${o}${x(o)}${k}`}function I(e){let t=[...e.matchAll(/^(?:`{3,}|~{3,}).*$/gm)],r=t.at(-1);return t.length%2===0||r===void 0?e:e.slice(0,r.index).trimEnd()}function x(e){let t=r=>[...e.matchAll(r)].length;return`

</details>`.repeat(Math.min(5,Math.max(0,t(/^<details>/gm)-t(/^<\/details>/gm))))}function N(e){return/[\ud800-\udbff]$/.test(e)?e.slice(0,-1):e}async function V({host:e,github:t,runner:r,inputs:n}){try{if(n.page===""){e.warn('no plan to show: the input "page" is empty; see the summary of the plan job');return}let o=await g(t,r);if(o===void 0){e.log(`this run, by ${r.eventName}, is of no pull request: the plan is in its summary`);return}let{runId:i,runAttempt:s}=r,a=_(n.page),u=await E(t,{topic:"plan",pullRequest:o,runId:i,runAttempt:s,body:a});e.log(u==="shown"?`the plan is shown in pull request #${o}`:`pull request #${o} shows the plan of a later run already`)}catch(o){let{code:i,message:s,hint:a}=(0,_chunk_V36PSKCN_js__WEBPACK_IMPORTED_MODULE_2__.c)(o);e.warn(`the plan is not shown in the pull request: ${i}: ${s}${a===void 0?"":`: ${a}`}`)}}


/***/ })

};
