export const id = 25;
export const ids = [25];
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

/***/ 6451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b)
/* harmony export */ });
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1495);
function b({inputs:e,runner:n,calls:r,wall:o,patientFetch:p},t){let{owner:l,name:u,apiUrl:a,graphqlUrl:c}=n;return (0,_chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_0__.c)({owner:l,name:u,token:e.token,apiUrl:a,graphqlUrl:c,clock:o,fetch:p(t),onCall:r.push,deadlineMs:t})}


/***/ }),

/***/ 3025:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   openStatus: () => (/* binding */ he)
/* harmony export */ });
/* harmony import */ var _chunk_CFLTAXJ3_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(936);
/* harmony import */ var _chunk_ZBCLTYDD_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6451);
/* harmony import */ var _chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4489);
/* harmony import */ var _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1495);
/* harmony import */ var _chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8079);
/* harmony import */ var _chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9190);
/* harmony import */ var _chunk_NO5OJU57_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1913);
/* harmony import */ var _chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5381);
/* harmony import */ var _chunk_LIHWKM2T_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(5135);
/* harmony import */ var _chunk_6ZUBCU2J_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3552);
/* harmony import */ var _chunk_ODL533F3_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(298);
var R="break-glass",T={what:"show the status",permission:"pull-requests: write",repeatable:!0},h={what:"show the status",permission:"issues: write",repeatable:!0};function q(e,{session:t,pullRequest:s,title:n}){let r=`<!-- breakglass:status:${t} -->`,o=s===void 0?W(e,n):G(e,s),i,l=!1;return{write:async(p,a,m)=>{let u=`${r}
${p}`,d={signal:m};if(i===void 0&&l&&(i=await o.find(r,d)),i!==void 0)return o.update(i,{body:u,request:d},a);l=!0;try{i=await o.create({body:u,request:d})}catch(c){if(!(c instanceof _chunk_6QBE2POK_js__WEBPACK_IMPORTED_MODULE_3__.b))throw c;if(i=await o.find(r,d),i===void 0)throw c.cause}a&&await o.update(i,{body:u,request:d},a)}}}function G(e,t){return{create:async s=>{let n={...T,repeatable:!1},r=await e.rest(n,"POST /issues/{issue_number}/comments",{issue_number:t,...s});return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.a)(r,"comment").number("id")},update:async(s,n)=>{await e.rest(T,"PATCH /issues/comments/{comment_id}",{comment_id:s,...n})},find:async(s,n)=>(await (0,_chunk_CFLTAXJ3_js__WEBPACK_IMPORTED_MODULE_0__.a)(e,T,t,n)).find(o=>H(o,s))?.number("id")}}function W(e,t){return{create:async s=>{let n={...h,repeatable:!1},r=await e.rest(n,"POST /issues",{title:t,labels:[R],...s});return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.a)(r,"issue").number("number")},update:async(s,n,r)=>{let o=r?{state:"closed",state_reason:"completed"}:{};await e.rest(h,"PATCH /issues/{issue_number}",{issue_number:s,...n,...o})},find:async(s,n)=>{let r={labels:R,state:"all",per_page:100,request:n},o=await e.rest(h,"GET /issues",r);return (0,_chunk_JVWQHO7Z_js__WEBPACK_IMPORTED_MODULE_4__.c)(o,"issues").find(i=>H(i,s))?.number("number")}}}function H(e,t){let s=e.value("body");return typeof s=="string"&&s.startsWith(t)&&e.optional("user")?.value("type")==="Bot"}var B=6e4,D=500,K=60;function x(e){let t=[{link:"The log of the run has all of it",url:e.runUrl}];return (0,_chunk_NO5OJU57_js__WEBPACK_IMPORTED_MODULE_6__.b)(j(e),{most:B,unit:"characters"},t)}function j(e){let{session:t,drill:s,events:n,ownIssue:r}=e,o=X(n);return[(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.g)(2,`${s?"DRILL: ":""}Break glass: `,{code:t}),(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.l)(F(n,o),Q(n,o)),(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.j)(["",""],V(e)),(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.g)(3,"Timeline"),(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.i)(Y(n)),(0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.h)((0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.c)(n)===void 0?ee(o,r):Z)]}function X(e){let t=e.at(-1);return t?.type==="refused"?"refused":t?.type==="closed"||t?.type==="ended"?t.outcome:void 0}var z={succeeded:"TIP","rolled-back":"WARNING",refused:"IMPORTANT",failed:"CAUTION"};function F(e,t){return (0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.c)(e)!==void 0?"CAUTION":t!==void 0?z[t]:e.some(J)?"WARNING":"NOTE"}function J({type:e}){return e==="rollback-started"||e==="degraded"||e==="conflict"||e==="restore-failed"}function Q(e,t){if(t!==void 0){let n=(0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.c)(e)===void 0?[]:[" Access: ",...(0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.d)(e)];return[{strong:t},`. ${_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.e[t]}`,...n]}let s=e.map(n=>(0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.a)(n)).findLast(n=>n!==void 0);return[{strong:"In progress"},`: ${w(s??"starting")}`]}function V({plan:e,runUrl:t,events:s,record:n}){let r=s.find(o=>o.type==="gate-passed");return[[["Incident"],[w(`${e.request.incident}: ${e.request.reason}`)]],[["Playbook"],[`${e.playbook.name}: ${e.playbook.summary}`]],[["Install"],[`${e.install.name}, account ${e.install.account}, ${e.install.region}`]],[["Asked for by"],[r?.requester??e.requester.login]],[["Approved by"],[r===void 0?"not yet known":r.approvers.join(", ")]],[["Run"],[{link:"its log",url:t}]],...n===void 0?[]:[[["Record"],[{link:n.commit.slice(0,12),url:n.commitUrl}]]]]}function Y(e){let t=e.flatMap(n=>{let r=(0,_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.a)(n);return r===void 0?[]:[[{code:n.at.slice(11,19)},` ${w(r)}`]]}),s=t.length-K;return s<=0?t:[[`${s} earlier ones are in the log`],...t.slice(s)]}function w(e){return (0,_chunk_4BMMA6JI_js__WEBPACK_IMPORTED_MODULE_7__.f)((0,_chunk_NO5OJU57_js__WEBPACK_IMPORTED_MODULE_6__.a)(e),D)}var Z=`This session is not closed: ${_chunk_XDBSCLRU_js__WEBPACK_IMPORTED_MODULE_5__.b}. Times are UTC.`;function ee(e,t){return e===void 0?"This is updated as it goes on, at most every ten seconds. Times are UTC.":t?e==="succeeded"?"This session has ended, and this issue is closed with it. Times are UTC.":"This session has ended. The issue stays open for the people who see to the incident. Times are UTC.":"This session has ended. Times are UTC."}var te=4e3;function he(e,{plan:t,facts:s}){let n=s.pullRequest?.number,r=`Break glass: ${e.session} on ${t.install.name}`,o=q((0,_chunk_ZBCLTYDD_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,te),{session:e.session,pullRequest:n,title:r}),i=(0,_chunk_J44KAKNE_js__WEBPACK_IMPORTED_MODULE_2__.c)(e.runner);return{publish:(l,p)=>{let a=l.at(-1)?.record,m={session:e.session,drill:e.mode.drill,plan:t,runUrl:i,events:l.map(({event:c})=>c),record:a===void 0?void 0:{commit:a.commit,commitUrl:ne(e,a.commit)},ownIssue:n===void 0},u=m.events.at(-1),d=u?.type==="closed"&&u.outcome==="succeeded";return o.write(x(m),d,p)}}}function ne({runner:{serverUrl:e,owner:t,name:s}},n){return`${e}/${t}/${s}/commit/${n}`}


/***/ })

};
