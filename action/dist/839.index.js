export const id = 839;
export const ids = [839];
export const modules = {

/***/ 645:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5660);
var s=100,m=30;async function l(a,u,t,p={}){let r=[];for(let e=1;e<=m;e+=1){let c={issue_number:t,per_page:s,page:e,request:p},o=(0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_0__.f)(await a.rest(u,"GET /issues/{issue_number}/comments",c),"comments");if(r.push(...o),o.length<s)return r}throw new _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",`#${t} has more than ${s*m} comments`,{hint:"what would be said there is in the summary of the run"})}


/***/ }),

/***/ 1301:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1004);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9328);
function g({inputs:o,runner:n,calls:p},t){let{owner:m,name:c,apiUrl:l,graphqlUrl:a}=n;return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_1__.b)({owner:m,name:c,token:o.token,apiUrl:l,graphqlUrl:a,clock:_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_0__.e,fetch:(0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_0__.d)(t),onCall:p.push,deadlineMs:t})}


/***/ }),

/***/ 8839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openStatus: () => (/* binding */ pe)
/* harmony export */ });
/* harmony import */ var _chunk_UADTLSX7_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1301);
/* harmony import */ var _chunk_6C5AY7XA_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(645);
/* harmony import */ var _chunk_WDP3HMP7_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1031);
/* harmony import */ var _chunk_LTZYANWW_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3027);
/* harmony import */ var _chunk_YVTJ2HU2_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3031);
/* harmony import */ var _chunk_Y5XXODA2_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9425);
/* harmony import */ var _chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(3912);
/* harmony import */ var _chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(1004);
/* harmony import */ var _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9328);
/* harmony import */ var _chunk_YYBENDLJ_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5660);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(6128);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(4451);
var N="break-glass",g={what:"show the status",permission:"pull-requests: write",repeatable:!0},T={what:"show the status",permission:"issues: write",repeatable:!0};function U(e,{session:t,pullRequest:r,title:n}){let s=`<!-- breakglass:status:${t} -->`,o=r===void 0?x(e,n):q(e,r),i,l=!1;return{write:async(f,a,m)=>{let u=`${s}
${f}`,d={signal:m};if(i===void 0&&l&&(i=await o.find(s,d)),i!==void 0)return o.update(i,{body:u,request:d},a);l=!0;try{i=await o.create({body:u,request:d})}catch(c){if(!(c instanceof _chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_6__.a))throw c;if(i=await o.find(s,d),i===void 0)throw c.cause}a&&await o.update(i,{body:u,request:d},a)}}}function q(e,t){return{create:async r=>{let n={...g,repeatable:!1},s=await e.rest(n,"POST /issues/{issue_number}/comments",{issue_number:t,...r});return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_6__.d)(s,"comment").number("id")},update:async(r,n)=>{await e.rest(g,"PATCH /issues/comments/{comment_id}",{comment_id:r,...n})},find:async(r,n)=>(await (0,_chunk_6C5AY7XA_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,g,t,n)).find(o=>_(o,r))?.number("id")}}function x(e,t){return{create:async r=>{let n={...T,repeatable:!1},s=await e.rest(n,"POST /issues",{title:t,labels:[N],...r});return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_6__.d)(s,"issue").number("number")},update:async(r,n,s)=>{let o=s?{state:"closed",state_reason:"completed"}:{};await e.rest(T,"PATCH /issues/{issue_number}",{issue_number:r,...n,...o})},find:async(r,n)=>{let s={labels:N,state:"all",per_page:100,request:n},o=await e.rest(T,"GET /issues",s);return (0,_chunk_7HF56JYP_js__WEBPACK_IMPORTED_MODULE_6__.f)(o,"issues").find(i=>_(i,r))?.number("number")}}}function _(e,t){let r=e.value("body");return typeof r=="string"&&r.startsWith(t)&&e.optional("user")?.value("type")==="Bot"}var G=6e4,H=500,W=60;function R(e){let t=[{link:"The log of the run has all of it",url:e.runUrl}];return (0,_chunk_WDP3HMP7_js__WEBPACK_IMPORTED_MODULE_2__.a)(B(e),{most:G,unit:"characters"},t)}function B(e){let{session:t,drill:r,events:n,ownIssue:s}=e,o=K(n);return[(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.c)(2,`${r?"DRILL: ":""}Break glass: `,{code:t}),(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.h)(D(n,o),z(n,o)),(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.f)(["",""],F(e)),(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.c)(3,"Timeline"),(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.e)(J(n)),(0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.d)(Q(o,s))]}function K(e){let t=e.at(-1);return t?.type==="refused"?"refused":t?.type==="closed"?t.outcome:void 0}var j={succeeded:"TIP","rolled-back":"WARNING",refused:"IMPORTANT",failed:"CAUTION"};function D(e,t){return t!==void 0?j[t]:e.some(X)?"WARNING":"NOTE"}function X({type:e}){return e==="rollback-started"||e==="degraded"||e==="conflict"||e==="restore-failed"}function z(e,t){if(t!==void 0)return[{strong:t},`. ${_chunk_YVTJ2HU2_js__WEBPACK_IMPORTED_MODULE_3__.b[t]}`];let r=e.map(n=>(0,_chunk_YVTJ2HU2_js__WEBPACK_IMPORTED_MODULE_3__.a)(n)).findLast(n=>n!==void 0);return[{strong:"In progress"},`: ${P(r??"starting")}`]}function F({plan:e,runUrl:t,events:r,record:n}){let s=r.find(o=>o.type==="gate-passed");return[[["Incident"],[P(`${e.request.incident}: ${e.request.reason}`)]],[["Playbook"],[`${e.playbook.name}: ${e.playbook.summary}`]],[["Install"],[`${e.install.name}, account ${e.install.account}, ${e.install.region}`]],[["Asked for by"],[s?.requester??e.requester.login]],[["Approved by"],[s===void 0?"not yet known":s.approvers.join(", ")]],[["Run"],[{link:"its log",url:t}]],...n===void 0?[]:[[["Record"],[{link:n.commit.slice(0,12),url:n.commitUrl}]]]]}function J(e){let t=e.flatMap(n=>{let s=(0,_chunk_YVTJ2HU2_js__WEBPACK_IMPORTED_MODULE_3__.a)(n);return s===void 0?[]:[[{code:n.at.slice(11,19)},` ${P(s)}`]]}),r=t.length-W;return r<=0?t:[[`${r} earlier ones are in the log`],...t.slice(r)]}function P(e){return (0,_chunk_PJROMPEJ_js__WEBPACK_IMPORTED_MODULE_10__.b)((0,_chunk_LTZYANWW_js__WEBPACK_IMPORTED_MODULE_11__.a)(e),H)}function Q(e,t){return e===void 0?"This is updated as it goes on, at most every ten seconds. Times are UTC.":t?e==="succeeded"?"This session has ended, and this issue is closed with it. Times are UTC.":"This session has ended. The issue stays open for the people who see to the incident. Times are UTC.":"This session has ended. Times are UTC."}var V=4e3;function pe(e,{plan:t,facts:r}){let n=r.pullRequest?.number,s=`Break glass: ${e.session} on ${t.install.name}`,o=U((0,_chunk_UADTLSX7_js__WEBPACK_IMPORTED_MODULE_0__.a)(e,V),{session:e.session,pullRequest:n,title:s}),i=(0,_chunk_NPY42HSR_js__WEBPACK_IMPORTED_MODULE_5__.c)(e.runner);return{publish:(l,f)=>{let a=l.at(-1)?.record,m={session:e.session,drill:e.mode.drill,plan:t,runUrl:i,events:l.map(({event:c})=>c),record:a===void 0?void 0:{commit:a.commit,commitUrl:Y(e,a.commit)},ownIssue:n===void 0},u=m.events.at(-1),d=u?.type==="closed"&&u.outcome==="succeeded";return o.write(R(m),d,f)}}}function Y({runner:{serverUrl:e,owner:t,name:r}},n){return`${e}/${t}/${r}/commit/${n}`}


/***/ })

};
