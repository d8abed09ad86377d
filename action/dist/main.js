import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 5217:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 4708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 8161:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 1708:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:process");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 2061:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ wo),
/* harmony export */   b: () => (/* binding */ bo),
/* harmony export */   c: () => (/* binding */ Jn)
/* harmony export */ });
/* harmony import */ var _chunk_Q4UKVNUG_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1106);
/* harmony import */ var _chunk_S7OS3L4M_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9935);
/* harmony import */ var _chunk_AIZXSKOS_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(8755);
/* harmony import */ var _chunk_6RQXOAR6_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(2990);
/* harmony import */ var _chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(3336);
/* harmony import */ var _chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(5427);
/* harmony import */ var _chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(7616);
/* harmony import */ var _chunk_DIUGP4GW_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(7446);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(6128);
/* harmony import */ var _chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(1982);
/* harmony import */ var _chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(2644);
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(377);
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(8433);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(1483);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(4708);
function $e(e,t,n){return`${(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__.a)({version:1,repository:e,repositoryId:t,at:n})}
`}var Ge=["audit","drill"],X=50,_e=300,Oe=_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.j+1;async function qe(e,t,n){let r=await L(e,`heads/${t}`);if(r===void 0)return;if(r.oid===n?.commit)return n;let i=await Fe(e,r)??(await St(e,t,r.oid))?.previous;return{commit:r.oid,previous:i??await $t(e,t,r)}}async function Ce(e,t,n){for(let{oid:r}of await Q(e,t,n.path,1))if((await L(e,r))?.added.get(n.path)===n.blob)return r}async function Fe(e,t){let n=(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.k)({...t,added:[...t.added.keys()]});if(n===void 0)return;let r=n.slice(0,n.lastIndexOf("/")),i=await (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.n)(e,t.oid,r),o=d=>i?.get(d.slice(r.length+1))?.size;if(![...t.added.keys()].every(d=>o(d)!==void 0)||(o(n)??1/0)>_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.i)return;let a=await (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.o)(e,t.added.get(n)??"");return (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.l)(a)===void 0?void 0:(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__.b)(a)}async function St(e,t,n){let[r,i]=await Promise.all(Ge.map(s=>Be(e,t,n,s)));return r===void 0||i===void 0?r??i:(await Be(e,t,r.commit,Ge[1]))?.commit===i.commit?r:i}async function Be(e,t,n,r){for(let i=1;i<=_e/X;i+=1){let o=await Q(e,n,r,i);for(let{oid:s,parents:a}of o){let d=a===1?await L(e,s):void 0,c=d===void 0?void 0:await Fe(e,d);if(c!==void 0)return{commit:s,previous:c}}if(o.length<X)return}throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-invalid",`${_e} commits of ${t} touch ${r}/ and are no links`,{hint:"somebody else writes to the audit branch. Keep it as evidence, stop them by the rules of the branch, open a new audit branch, and name that one by the input audit-branch"})}async function $t(e,t,n){let i=(n.parents===0?[]:await Q(e,n.oid,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.b,1)).findLast(({parents:a})=>a===0),o=i===void 0?n:await L(e,i.oid),s=o?.parents===0?o.added.get(_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.b):void 0;if(s!==void 0)return (0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__.b)(await (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.o)(e,s));throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-invalid",`the first commit of ${t} does not add ${_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.b}`,{hint:"it is no audit branch: name the one that is by the input audit-branch"})}async function Q(e,t,n,r){let i=await e.rest(_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.m,"GET /commits",{sha:t,path:n,per_page:X,page:r});return (0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.c)(i,"commits").map(o=>({oid:o.text("sha"),parents:o.list("parents").length}))}async function L(e,t){let n=await e.find(_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.m,"GET /commits/{ref}",{ref:t,per_page:Oe});if(n===void 0)return;let r=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(n,"commit"),i=r.value("files")===void 0?[]:r.list("files").slice(0,Oe);return{oid:r.text("sha"),parents:r.list("parents").length,added:new Map(i.filter(Ne).map(o=>[o.text("filename"),o.text("sha")])),otherwise:!i.every(Ne)}}function Ne(e){return e.value("status")==="added"&&typeof e.value("sha")=="string"}async function Le({place:e,proof:t},{body:n,attachments:r},{onto:i,folder:o,at:s}){let a=n.state==="refused"?null:e.environment,d=(0,_chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_11__.a)(n,{...e,environment:a,at:s},i.previous,r),c=(0,_chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_11__.d)({...d,proof:await t((0,_chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_11__.c)((0,_chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_11__.b)(d)))}),f=Buffer.byteLength(c);if(f>_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.i)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-not-writable",`the link has ${f} bytes, at most ${_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.i} are read`,{hint:"split the playbook: what its resources look like before and after has to fit into one link"});let m=(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.d)(o,d),h=r.map(({name:k,content:T})=>({path:`${o}/${k}`,content:T}));return{onto:i,session:n.session,path:m,folder:o,text:c,files:[{path:m,content:c},...h],headline:`${n.state}: ${n.session}`}}async function Me(e,t,n){let r=await (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.n)(e,t,n);if(r===void 0)throw Y(n);return r}async function De(e,{path:t,files:n},r){let i=t.slice(0,t.lastIndexOf("/")),o=n.find(d=>r.has(d.path.slice(i.length+1))),s=(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.e)(t)?.sequence,a=[...r].filter(([d])=>(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.e)(`${i}/${d}`)?.sequence===s);for(let[d,c]of a){let f=await Gt(e,c);if(f!==void 0)throw _t(`${i}/${d}`,f)}if(o!==void 0)throw Y(o.path)}async function Gt(e,{oid:t,size:n=1/0}){return n>_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.i?void 0:(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.l)(await (0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.o)(e,t))}function _t(e,t){if(t.state!=="taken-over"||!e.endsWith("-taken-over.json"))return Y(e);let n=`run ${t.runId}, attempt ${t.runAttempt},`;return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("taken-over",`${n} took the session over at ${t.at}: ${e}`,{hint:"the recovery goes on from here: see its run; this one writes nothing more"})}function Y(e){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-invalid",`${e} is in the audit branch already`,{hint:"somebody else wrote it: see the commit that added it, then make a new request, which is another session"})}var Je=Symbol("lost answer"),We=80,ze=24e4,Ot=100,je=3e3,Ue=9;function Bt(e){return e>=Ue?je/(e-Ue+1):Math.min(Ot*1.5**e,je)}function Ve(e,t){let{branch:n,existing:r}=t,i=new Map(r===void 0?[]:[[r.session,r.folder]]),o,s,a=Promise.resolve(),d=async()=>{if(o=await qe(e,n,o),o===void 0)throw Ft(t,(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_14__.a)(e.clock));return o},c=(l,p)=>((o===void 0||o.commit===l.onto.commit)&&(o={commit:p,previous:(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_12__.b)(l.text)},s?.commit===l.onto.commit&&(s.commit=p)),i.set(l.session,l.folder),{commit:p,path:l.path}),f=async(l,p)=>{let y=(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_14__.a)(e.clock),{session:R}=p.body,w=i.get(R)??(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.c)(R,t.place.drill,y),v=s?.commit===l.commit&&s.folder===w?s.names:void 0,[A,b]=await Promise.all([Le(t,p,{onto:l,folder:w,at:y}),v??Me(e,l.commit,w)]);return s={folder:w,names:b,commit:l.commit},await De(e,A,b),A},m=async(l,p)=>{let y=p,R=e.clock.now()+ze;try{for(let w=0;w<We&&e.clock.now()<R;w+=1){let v=o??await t.located?.().catch(()=>{})??await d();o=v;let A=y===void 0?void 0:await Ct(e,v,y);if(A!==void 0&&y!==void 0)return c(y,A);y?.onto.commit!==v.commit&&(y=void 0);let b=y??(l&&await f(v,l));if(b===void 0)return;let H=await qt(e,n,b);if(typeof H=="string")return c(b,H);H===Je&&(y=b),await e.clock.sleep(Bt(w)*e.random()),await d()}throw Nt(n)}catch(w){throw y===void 0?w:k(w,y)}},h=l=>{let p=a.then(l);return a=p.catch(()=>{}),p},k=(l,p)=>new _chunk_S7OS3L4M_js__WEBPACK_IMPORTED_MODULE_1__.a((0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.c)(l),()=>h(async()=>(await d(),m(void 0,p)))),T=async l=>{let p=await m(l);if(p===void 0)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("internal","a link was neither written nor refused");return p};return{locate:()=>h(d),append:(l,p=[])=>h(()=>T({body:l,attachments:p}))}}function Nt(e){let t=ze/6e4;return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-contention",`others were faster on ${e} at each of ${We} tries, or for ${t} minutes`,{hint:"see what else commits to the audit branch, then make a new request"})}async function qt(e,t,n){try{return await (0,_chunk_AIZXSKOS_js__WEBPACK_IMPORTED_MODULE_2__.a)(e,t,n.onto.commit,n.headline,n.files)}catch(r){if(r instanceof _chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_5__.a)return Je;throw r}}function Ct(e,{commit:t},{path:n,text:r}){return Ce(e,t,{path:n,blob:(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_9__.a)(r)})}function Ft({branch:e,place:t},n){let o=`"$(printf '100644 blob %s\\taudit.json\\n' ${`"$(printf '%s\\n' '${$e(t.repository,t.repositoryId,n).trim()}' | git hash-object -w --stdin)"`} | git mktree)"`;return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("audit-branch-missing",`${t.repository} has no branch "${e}"`,{hint:`create it once, in a clone:
git push origin "$(git commit-tree ${o} -m 'open the audit trail')":refs/heads/${e}`})}function Xe(e,t){let n=Lt(e,"required_reviewers"),r=e.value("can_admins_bypass");return{name:e.text("name"),reviewers:(n?.list("reviewers")??[]).map(Dt),canAdminsBypass:typeof r=="boolean"?r:null,deploymentBranches:{policy:Mt(e.optional("deployment_branch_policy")),patterns:t}}}function Lt(e,t){return(e.value("protection_rules")===void 0?[]:e.list("protection_rules")).find(r=>r.value("type")===t)}function Qe(e){let t=e.list("branch_policies").map(r=>({name:r.text("name"),type:r.oneOf("type",["branch","tag"])})),n=e.number("total_count");if(n===t.length)return t;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("deployment-branches",`${n} patterns may deploy to the environment, and GitHub lists ${t.length}`,{hint:"an admin leaves one of them, the default branch, under Settings, Environments"})}function Mt(e){return e?.value("protected_branches")===!0?"protected":e?.value("custom_branch_policies")===!0?"custom":"all"}function Dt(e){let t=e.oneOf("type",["User","Team"]),n=e.object("reviewer");return{type:t,name:n.text(t==="User"?"login":"slug"),id:n.number("id")}}var M={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},Ye=100,jt=5;async function et(e,t,n){let[r,i,o]=await Promise.all([e.rest(M,"GET /commits/{commit_sha}/pulls",{commit_sha:t}),n,(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.a)(e,t)]),[s,...a]=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.c)(r,"pulls").filter(m=>Ut(m,t,i));if(s===void 0)return null;let{facts:d,commits:c}=await nt(e,s.number("number"));return{pullRequest:{...d,mergedWith:a.map(m=>m.number("number"))},merge:(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.b)(o,c)}}async function tt(e,t){return(await nt(e,t)).facts}async function nt(e,t){let n={pull_number:t},[r,i,o,s]=await Promise.all([e.rest(M,"GET /pulls/{pull_number}",n),Ze(e,"GET /pulls/{pull_number}/reviews",n),Ze(e,"GET /pulls/{pull_number}/commits",n),e.rest(M,"GET /pulls/{pull_number}/files",{...n,per_page:2})]),a=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(r,"pull");return{facts:{number:t,author:a.account("user"),mergedBy:a.optional("merged_by")===void 0?null:a.account("merged_by"),headSha:a.object("head").text("sha"),base:a.object("base").text("ref"),commits:a.number("commits"),mergedWith:[],reviews:Jt(i),contributors:o.flatMap(rt),unverified:[...o.flatMap(zt),...Vt(a.number("commits"),o.length)],fromFork:Ke(a,"head")!==Ke(a,"base"),files:(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.d)((0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.c)(s,"files"))},commits:o}}function Ut(e,t,n){return e.value("merge_commit_sha")!==t||typeof e.value("merged_at")!="string"?!1:e.object("base").text("ref")===n}function Ke(e,t){return e.object(t).optional("repo")?.number("id")}async function Ze(e,t,n){let r=[];for(let i=1;i<=jt;i+=1){let o=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.c)(await e.rest(M,t,{...n,per_page:Ye,page:i}),t);if(r.push(...o),o.length<Ye)break}return r}function Jt(e){let t=new Map;for(let n of e){if(n.optional("user")===void 0)continue;let r=Wt(n),i=t.get(r.user.id),o=r.state!=="COMMENTED"&&r.state!=="PENDING";(i===void 0||o)&&t.set(r.user.id,r)}return[...t.values()]}function Wt(e){let t=e.value("commit_id"),n=e.value("body");return{user:e.account("user"),state:e.oneOf("state",["APPROVED","CHANGES_REQUESTED","COMMENTED","DISMISSED","PENDING"]),commitId:typeof t=="string"?t:null,body:typeof n=="string"?n:""}}function rt(e){return["author","committer"].flatMap(t=>{let n=e.optional(t);return n===void 0||n.value("id")===void 0?[]:[(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.b)(n)]})}function zt(e){let t=e.text("sha"),n=e.object("commit").optional("verification");if(n?.value("verified")!==!0){let r=n?.value("reason");return[{sha:t,reason:typeof r=="string"?r:"unknown"}]}return rt(e).length===2?[]:[{sha:t,reason:"no account has its address"}]}function Vt(e,t){return e>t?[{sha:`after the ${t}th`,reason:"GitHub does not list it"}]:[]}var D={what:"read the run",permission:"actions: read",repeatable:!0},K={what:"read the repository",permission:"contents: read",repeatable:!0},Xt={...K,what:"read the default branch"},ot="/environments/{environment_name}",Qt="deployment-branch-policies",Yt=100,Kt={...K,what:"read what an approver may do"};function st(e,t){let n;return{begin:()=>{n=it(e,t),n.catch(()=>{})},facts:async r=>{let i=n??it(e,t);n=void 0;let o={environment_name:r},[[s,a,d,c],f,m]=await Promise.all([i,e.find({...D,what:"read the environment"},`GET ${ot}`,o),e.find({...D,what:"read the branches that may deploy"},`GET ${ot}/${Qt}`,{...o,per_page:Yt})]),h=an((0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(a,"run"),t.ref);on(h,t,c.sha);let k=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.c)(d,"approvals").map(dn),T=m===void 0?[]:Qe((0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(m,"deployment branches"));return{repository:s,run:h,environment:f===void 0?null:Xe((0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(f,"environment"),T),approvals:k,pullRequest:c.pullRequest,merge:c.merge,cannotPush:await nn(e,k,c.pullRequest)}}}}function it(e,t){let{runId:n}=t,r=e.rest(K,"GET ").then(o=>(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(o,"repository")),i=r.then(o=>o.text("default_branch"));return Promise.all([Promise.all([r,i.then(o=>tn(e,o))]).then(sn),e.rest(D,"GET /actions/runs/{run_id}",{run_id:n}),e.rest({...D,what:"read the approvals"},"GET /actions/runs/{run_id}/approvals",{run_id:n}),Zt(e,t,i)])}async function Zt(e,t,n){let r=(0,_chunk_Q4UKVNUG_js__WEBPACK_IMPORTED_MODULE_0__.a)(t);if(r!==void 0){let[s,a]=await Promise.all([tt(e,r),(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.a)(e,t.sha)]);return{sha:en(a),pullRequest:s,merge:null}}let i={pullRequest:null,merge:null},o=t.eventName==="push"?await et(e,t.sha,n):null;return{sha:t.sha,...o??i}}function en(e){let[,t,...n]=(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.c)(e);return t===void 0||n.length>0?"no merge of a pull request":t}async function tn(e,t){let n=await e.find(Xt,"GET /branches/{branch}",{branch:t});return n!==void 0&&(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(n,"branch").value("protected")===!0}async function nn(e,t,n){if(n===null||n.unverified.length===0)return[];let r=(0,_chunk_S7OS3L4M_js__WEBPACK_IMPORTED_MODULE_1__.c)([...t.map(({user:o})=>o),...n.reviews.map(({user:o})=>o)]),i=await Promise.all(r.map(o=>rn(e,o)));return r.filter((o,s)=>i[s]===!0)}async function rn(e,t){try{let n={username:t.login},r=await e.find(Kt,"GET /collaborators/{username}/permission",n);if(r===void 0)return!1;let i=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(r,"permission"),o=i.value("permission");return i.optional("user")?.value("id")===t.id&&(o==="read"||o==="none")}catch(n){if(n instanceof _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a&&n.code==="github-forbidden")return!1;throw n}}function on(e,t,n){if(!(e.id===t.runId&&e.sha===n&&e.event===t.eventName))throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("not-in-actions",`the runner says run ${t.runId}, ${t.eventName} of ${n}; GitHub says ${e.id}, ${e.event} of ${e.sha}`,{hint:"do not set GITHUB_RUN_ID, GITHUB_SHA or GITHUB_EVENT_NAME yourself"})}function sn([e,t]){return{fullName:e.text("full_name"),id:e.number("id"),visibility:e.oneOf("visibility",["public","private","internal"]),defaultBranch:e.text("default_branch"),defaultBranchProtected:t}}function an(e,t){let n=e.value("head_branch"),r=e.value("run_started_at");return{id:String(e.number("id")),attempt:e.number("run_attempt"),event:e.text("event"),sha:e.text("head_sha"),branch:typeof n=="string"&&t===`refs/heads/${n}`?n:null,actor:e.account("actor"),triggeringActor:e.account("triggering_actor"),startedAt:Date.parse(typeof r=="string"?r:e.text("created_at"))}}function dn(e){return{environments:e.list("environments").map(t=>t.text("name")),state:e.oneOf("state",["approved","rejected","pending"]),user:e.account("user"),comment:e.text("comment")}}var j={what:"take the lock",permission:"contents: write",repeatable:!0},cn={...j,repeatable:!1},P="0".repeat(40),un=`mutation Swap($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`,ln="query Repository($owner: String!, $name: String!) { repository(owner: $owner, name: $name) { id } }",pn=`query Holder($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) { ref(qualifiedName: $ref) { target { oid ... on Commit { message } } } }
}`;async function Z(e,t,n){try{return await e.graphql(cn,un,{input:{repositoryId:t,refUpdates:[n]}})}catch(r){if(r instanceof _chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_5__.a)return;throw r}}async function U(e,t){let n=(await dt(e,pn,{ref:t})).optional("ref")?.optional("target");if(n===void 0)return;let r=n.value("message");return{oid:n.text("oid"),message:typeof r=="string"?r:""}}async function at(e){return(await dt(e,ln,{})).text("id")}async function dt(e,t,n){let{owner:r,name:i}=e,o={...j,permission:"contents: read",what:"read the lock"},s=await e.graphql(o,t,{owner:r,name:i,...n});if(s.ok)return (0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(s.data,"data").object("repository");throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected",`cannot read the lock: ${s.errors[0]?.message??""}`)}async function ct(e,{page:t,runAttempt:n},r,i){let o=JSON.stringify({session:r,run:t,runAttempt:n,since:(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_14__.a)(e.clock)}),s=await e.rest(j,"POST /git/trees",{tree:[{path:"lock.json",mode:"100644",type:"blob",content:`${o}
`}]}),a=await e.rest(j,"POST /git/commits",{message:o,tree:(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(s,"tree").text("sha"),parents:i});return (0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_10__.a)(a,"commit").text("sha")}var pt=5,mt=500;function ft(e,t){let n=new Map,r=(i,o=[])=>Promise.all([ct(e,t,i,o),at(e)]);return{prepare:i=>{let o=r(i);o.catch(()=>{}),n.set(i,o)},acquire:async(i,o)=>{let s=n.get(o)??r(o);return n.delete(o),ut(e,t,{install:i,from:P,parts:s})},holder:async i=>{let o=await U(e,yt(i));return o===void 0?void 0:mn(o)},takeOver:(i,o,s)=>{let a=s===void 0||s.session===null?[]:[s.oid];return ut(e,t,{install:i,from:s?.oid??P,parts:r(o,a)})}}}async function ut(e,t,{install:n,from:r,parts:i}){let o=yt(n),[s,a]=await i,d=()=>lt(e,a,{ref:o,mine:s,to:r});try{await fn(e,a,{ref:o,mine:s,install:n,from:r,ownPage:t.page})}catch(c){throw c instanceof _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a&&c.code==="install-locked"||await d().catch(()=>{}),c}return{release:()=>lt(e,a,{ref:o,mine:s,to:P}),handBack:d}}function mn({oid:e,message:t}){let n=(0,_chunk_DIUGP4GW_js__WEBPACK_IMPORTED_MODULE_6__.a)(t);return{oid:e,session:n?.session??null,runId:n===void 0?null:(0,_chunk_DIUGP4GW_js__WEBPACK_IMPORTED_MODULE_6__.b)(n.run),since:n?.since??null}}function yt(e){return`refs/heads/break-glass/open/${e}`}async function fn(e,t,n){let{ref:r,mine:i,from:o}=n,s="";for(let a=1;a<=pt;a+=1){let d=await Z(e,t,{name:r,beforeOid:o,afterOid:i,force:o!==P});if(d?.ok===!0)return;d!==void 0&&(s=yn(d)),a>1&&await e.clock.sleep(mt*(.5+e.random()));let c=await U(e,r);if(c?.oid===i)return;if(c===void 0&&o!==P)throw hn(n);if(c!==void 0&&c.oid!==o)throw await gn(e,n,c.message)}throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected",`cannot take ${r}: ${s}`,{hint:'check the rules of branches "break-glass/**": the workflow has to create, update and delete them'})}async function lt(e,t,{ref:n,mine:r,to:i}){let o={name:n,beforeOid:r,afterOid:i,force:i!==P};for(let a=1;a<=pt;a+=1){if((await Z(e,t,o))?.ok===!0||(await U(e,n))?.oid!==r)return;await e.clock.sleep(mt*(.5+e.random()))}let s=i===P?"delete":"hand back";throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected",`cannot ${s} ${n}`,{hint:wn(e,n)})}function yn(e){if(e.ok)return"";let t=e.errors.find(({type:n})=>n==="FORBIDDEN");if(t!==void 0)throw (0,_chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_5__.c)(`cannot take the lock: ${t.message}`,"contents: write");return e.errors[0]?.message??""}async function gn(e,t,n){let{lockedError:r}=await __nccwpck_require__.e(/* import() */ 360).then(__nccwpck_require__.bind(__nccwpck_require__, 3360));return r(e,t,n)}function hn({install:e}){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("install-locked",`the lock of "${e}" was given back before it could be taken over`,{hint:"its session has ended meanwhile: look at it again (breakglass status)"})}function wn(e,t){return`in a clone of ${e.owner}/${e.name}: git push origin :${t}`}var bn=["plan","run","record-refusal","comment","recover","incident"],kn={command:"",request:"","request-name":"",playbook:"",install:"",incident:"",reason:"",commander:"",confirmed:"",duration:"",inputs:"{}",accept:"","on-drift":"refuse",undo:"",extends:"",digest:"",seen:"",page:"",session:"",alerts:"","audit-branch":"break-glass-audit","github-token":""};function wt(e){let t=i=>An(e,i),n=J(t("digest"),"digest",/^[0-9a-f]{64}$/,"64 lowercase hex digits"),r=kt(t("command"),"command",bn);return{command:r,request:En(r,t),digest:n===""?void 0:n,seen:t("seen"),page:t("page"),session:J(t("session"),"session",/^[a-z0-9][a-z0-9-]{0,63}$/,"the id of a session"),install:r==="recover"?J(t("install"),"install",vn,"the name of an install"):"",alerts:t("alerts"),auditBranch:Tn(t("audit-branch")),token:I(t,"github-token")}}var vn=/^[a-z0-9][a-z0-9-]{0,38}$/;function An(e,t){let n=e[`INPUT_${t.replaceAll(" ","_").toUpperCase()}`]?.trim()??"";return n===""?kn[t]:n}var Rn=["comment","recover","incident"];function En(e,t){if(Rn.includes(e))return;let n=t("request");if(n!=="")return{path:In(n,t)};if(!(e!=="run"&&bt.every(r=>t(r)==="")))return{dispatch:Pn(t)}}var bt=["request-name","playbook","install","incident","reason","commander","duration","undo","extends"];function Pn(e){let[t,n]=[e("undo"),e("extends")];return{name:I(e,"request-name"),playbook:I(e,"playbook"),install:I(e,"install"),incident:I(e,"incident"),reason:I(e,"reason"),commander:I(e,"commander"),confirmed:gt(e("confirmed")),duration:I(e,"duration"),inputs:Hn(e("inputs")),accept:gt(e("accept")),onDrift:kt(e("on-drift"),"on-drift",["refuse","proceed"]),...t===""?{}:{undo:t},...n===""?{}:{extends:n}}}function In(e,t){let n=bt.find(r=>t(r)!=="");if(n===void 0)return e;throw $(n,`"${n}" is given beside request "${e}"`,`leave "${n}" out: the request file says it`)}function I(e,t){let n=e(t);if(n!=="")return n;throw $(t,`input "${t}" is missing`,`set "${t}" under "with:"`)}function kt(e,t,n){let r=n.find(i=>i===e);if(r!==void 0)return r;throw $(t,`input "${t}" is "${e}"`,`write one of ${n.join(", ")}`)}function J(e,t,n,r){if(e===""||n.test(e))return e;throw $(t,`input "${t}" is "${e}"`,`write ${r}`)}function Tn(e){return J(e,"audit-branch",/^(?!.*(\.\.|\/\/|\.lock$|\/$))[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,"the plain name of a branch, such as break-glass-audit")}function gt(e){return e.split(/\r?\n/).map(t=>t.trim()).filter(t=>t!=="")}function Hn(e){try{let t=JSON.parse(e);if((0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.d)(t))return t}catch(t){throw $("inputs",`input "inputs" is not JSON: ${t instanceof Error?t.message:""}`,ht)}throw $("inputs",'input "inputs" is not a JSON object',ht)}var ht='write a JSON object, such as {"listener": "web-https", "to": "green"}';function $(e,t,n){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("invalid-input",t,{hint:`${n} (input "${e}")`})}var $n=15e3,Gn=8*1024*1024;function te(e=$n){let t={"http:":new _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_7__.a({keepAlive:!0,maxSockets:8}),"https:":new node_https__WEBPACK_IMPORTED_MODULE_15__.Agent({keepAlive:!0,maxSockets:8})};return async(n,r={})=>{let i=new URL(n),o=i.protocol==="https:",s=await _n(o?node_https__WEBPACK_IMPORTED_MODULE_15__.request:_chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_7__.d,i,{method:r.method??"GET",headers:{...r.headers},agent:o?t["https:"]:t["http:"],timeout:e,...r.signal===void 0?{}:{signal:r.signal}},r.body,e);return On(n,s.message,s.body)}}function _n(e,t,n,r,i){return new Promise((o,s)=>{let a=e(t,n,c=>{let f=[],m=0;c.on("data",h=>{m+=h.length,m>Gn&&a.destroy(ee("ANSWER_TOO_LARGE",t)),f.push(h)}),c.on("end",()=>o({message:c,body:Buffer.concat(f)})),c.on("error",s)}),d=setTimeout(()=>a.destroy(ee("ETIMEDOUT",t)),i);a.on("timeout",()=>a.destroy(ee("ETIMEDOUT",t))),a.on("error",s),a.on("close",()=>clearTimeout(d)),r===void 0?a.end():a.end(r)})}function On(e,t,n){let r=t.statusCode??0,i=new Map(Object.entries(t.headers).map(([o,s])=>[o,Array.isArray(s)?s.join(", "):`${s}`]));return{status:r,statusText:t.statusMessage??"",ok:r>=200&&r<300,url:e,headers:i,text:async()=>n.toString("utf8"),json:async()=>JSON.parse(n.toString("utf8")),arrayBuffer:async()=>new Uint8Array(n).buffer}}function ee(e,t){return Object.assign(new Error(`${e} at ${t.host}`),{code:e})}var vt=6,Bn=250,Nn=`permissions:
  id-token: write`;function Rt(e){let{oidc:t,mask:n}=e,r=!1;return async i=>{if(t===void 0)throw At("the job may not request an OIDC token");let o=new URL(t.url);o.searchParams.set("audience",i);let s=await qn(o.href,t.token,e,d=>r?Ln(d):At(`GitHub refused an OIDC token with status ${d}`)),a=Cn(await s.json().catch(()=>{}));return n(a),r=!0,a}}async function qn(e,t,{fetch:n,clock:r,random:i=Math.random},o){for(let s=1;;s+=1){let a=await n(e,{headers:{authorization:`Bearer ${t}`,accept:"application/json"}}).catch(d=>Fn(d));if(typeof a!="string"){if(a.ok)return a;if(a.status===401||a.status===403)throw o(a.status);if(a.status<500&&a.status!==429&&a.status!==408)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected",`GitHub answered ${a.status} to the request for an OIDC token`)}if(s===vt){let d=typeof a=="string"?a:`status ${a.status}`;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-unavailable",`no OIDC token after ${vt} attempts: ${d}`,{hint:"see https://www.githubstatus.com, then make a new request"})}await r.sleep(Bn*2**s*(.5+i()/2))}}function Cn(e){let t=typeof e=="object"&&e!==null&&"value"in e?e.value:void 0;if(typeof t=="string"&&/^[\w-]+\.[\w-]+\.[\w-]+$/.test(t))return t;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected","the answer to the request for an OIDC token holds no token")}function Fn(e){return e instanceof Error&&"code"in e?String(e.code):"network error"}function Ln(e){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("github-rejected",`GitHub gave this job OIDC tokens before, and refuses one now with status ${e}: ACTIONS_ID_TOKEN_REQUEST_TOKEN has ended`,{hint:"it ends with the job, or a little earlier: recovery does what this run could not; see the runs of recover.yml"})}function At(e){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("oidc-permission-missing",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
${Nn}`})}var Mn=6500,Dn=8e3;function jn(e=_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.e){let t=new AbortController,n=new AbortController,r=new AbortController,i=new AbortController,o,s=(a,d,c)=>{e.sleep(d,i.signal).then(()=>a.abort(c),()=>{})};return{signal:t.signal,giveUp:n.signal,over:r.signal,received:()=>o,dispose:()=>i.abort(),stop:a=>{if(o!==void 0)return;o=a;let d=new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_13__.a("interrupted",`received ${a}`,{hint:"the run was cancelled"});s(n,Mn,d),s(r,Dn,d),t.abort(d)}}}var Un=["SIGINT","SIGTERM"];function Pt(e){let{stop:t,...n}=jn(e),r=Un.map(i=>[i,()=>t(i)]);for(let[i,o]of r)process.on(i,o);return{...n,dispose:()=>{n.dispose();for(let[i,o]of r)process.listeners(i).includes(Et)||process.on(i,Et),process.off(i,o)}}}function Et(){}function It(e){let t=[],n;return{push:r=>{let i={...r,at:(0,_chunk_745PISHG_js__WEBPACK_IMPORTED_MODULE_14__.a)(e)};n===void 0?t.push(i):n(i)},to:r=>{n=r;for(let i of t.splice(0))r(i)}}}function wo(e,t,n={}){let r=(0,_chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_4__.b)(e),i=(0,_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.f)(e,r),o={...i,clock:n.clock??i.clock,awsHandler:n.awsHandler},s=wt(e);t.mask(s.token);let a=n.fetch??te(),{apiUrl:d,graphqlUrl:c,owner:f,name:m}=r,{clock:h}=o,k=It(h),T={owner:f,name:m,token:s.token},l=(0,_chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_5__.b)({...T,apiUrl:d,graphqlUrl:c,clock:h,fetch:a,onCall:k.push}),p=Rt({oidc:r.oidc,fetch:a,clock:o.clock,mask:t.mask}),y={repository:`${f}/${m}`,repositoryId:Number(r.repositoryId),runId:r.runId,runAttempt:r.runAttempt,drill:o.drill},R=(A,b)=>Ve(l,{...b===void 0?{}:{existing:b},branch:s.auditBranch,place:{...y,environment:A},located:v,proof:async H=>r.oidc===void 0?null:p(H)}),w,v=()=>(w??=R(null).locate(),w);return{wall:n.clock??_chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_8__.e,patientFetch:n.fetch===void 0?te:()=>a,interruption:n.interruption??Pt,host:t,inputs:s,runner:r,mode:o,github:l,fetch:a,calls:k,idToken:p,repository:(0,_chunk_6RQXOAR6_js__WEBPACK_IMPORTED_MODULE_3__.a)(l,r.sha),gatekeeper:st(l,r),lock:ft(l,{page:(0,_chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_4__.c)(r),runAttempt:r.runAttempt}),journal:R,trail:v,past:{drill:o.drill,read:async A=>{let[{readPast:b},{commit:H}]=await Promise.all([__nccwpck_require__.e(/* import() */ 345).then(__nccwpck_require__.bind(__nccwpck_require__, 6345)),R(null).locate()]),{repository:Tt,repositoryId:Ht,drill:xt}=y;return b({github:l,fetch:a,drill:xt,oidc:r.oidc,apiUrl:d,repository:Tt,repositoryId:Ht,head:H},A)}},session:s.command==="incident"&&s.session!==""?s.session:Jn(s.request,r)}}function bo({inputs:e,repository:t,gatekeeper:n,lock:r,trail:i,session:o}){let{command:s,request:a}=e;a!==void 0&&"path"in a&&t.readFile(a.path).catch(()=>{}),(s==="plan"||s==="run"||s==="record-refusal")&&n.begin(),s==="run"&&(r.prepare(o),i().catch(()=>{}))}function Jn(e,{runId:t,runAttempt:n}){let r=Wn(e).toLowerCase().replace(/[^a-z0-9]+/g,"-").slice(0,24).replace(/^-+|-+$/g,""),i=n===1?"":`-a${n}`;return`${r||"request"}${i}-${t}`}function Wn(e){return e===void 0?"":"dispatch"in e?e.dispatch.name:e.path.replace(/^.*\//,"").replace(/\.ya?ml$/,"")}


/***/ }),

/***/ 2990:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(2644);
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1483);
var d={what:"read the repository",permission:"contents: read",repeatable:!0},l=1024*1024;function g(r,n){let t=new Map,s=async e=>{let o=await r.find({...d,what:`read ${e}`},`GET ${m(e)}`,{ref:n});if(!(o===void 0||Array.isArray(o)))return p(e,o)};return{readFile:e=>{let o=t.get(e)??s(e);return t.set(e,o),o},listFiles:async e=>{let o=await r.find({...d,what:`list ${e}`},`GET ${m(e)}`,{ref:n});return Array.isArray(o)?(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_1__.c)(o,e).filter(a=>a.text("type")==="file").map(a=>a.text("name")):[]}}}function m(r){let n=r.split("/");if(n.some(t=>t===""||t==="."||t===".."))throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("invalid-name",`"${r}" is not a path in the repository`,{hint:'write a path from the root of the repository, without ".", ".." or empty parts'});return`/contents/${n.map(encodeURIComponent).join("/")}`}function p(r,n){let t=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_1__.a)(n,r);if(t.text("type")!=="file")return;let s=t.number("size");if(s>l||t.text("encoding")!=="base64")throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("file-too-large",`${r} has ${s} bytes`,{hint:`files that people write have at most ${l} bytes`});let e=Buffer.from(t.text("content"),"base64"),o=(0,_chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_0__.a)(e);if(o!==t.text("sha"))throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`${r}: the bytes have blob id ${o}, GitHub says ${t.text("sha")}`,{hint:"name a regular file: the target of a symbolic link is not what the commit holds at this path"});return{path:r,blob:o,text:y(r,e)}}function y(r,n){try{return new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}).decode(n)}catch(t){throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("control-character",`${r} is not UTF-8 text`,{hint:"save it as UTF-8",cause:t})}}


/***/ }),

/***/ 7616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ n)
/* harmony export */ });
function n(e){return new Date(e.now()).toISOString()}


/***/ }),

/***/ 8755:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1483);
var u={what:"write to the audit branch",permission:"contents: write",repeatable:!1},l=`mutation CreateCommit($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;async function g(e,r,o,i,m){let d={branch:{repositoryNameWithOwner:`${e.owner}/${e.name}`,branchName:r},message:{headline:i},expectedHeadOid:o,fileChanges:{additions:m.map(({path:t,content:p})=>({path:t,contents:Buffer.from(p).toString("base64")}))}},n=await e.graphql(u,l,{input:d}).catch(t=>{throw t instanceof _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a&&t.code==="github-forbidden"?c(r,t.message):t});if(n.ok)return (0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__.a)(n.data,"data").object("createCommitOnBranch").object("commit").text("oid");if(!n.errors.some(({type:t})=>t==="STALE_DATA"))throw h(r,n.errors)}function h(e,r){return c(e,r.map(({type:o,message:i})=>`${o}: ${i}`).join("; "))}function c(e,r){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("audit-not-writable",`cannot write to branch "${e}": ${r}`,{hint:`let the workflow write to it: check the rules of the branch, and add to the job and to its caller:
permissions:
  contents: write`})}


/***/ }),

/***/ 5427:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ K),
/* harmony export */   b: () => (/* binding */ Tr),
/* harmony export */   c: () => (/* binding */ Pt)
/* harmony export */ });
/* harmony import */ var _chunk_H4RLTE5G_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8470);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1483);
function O(){return typeof navigator=="object"&&"userAgent"in navigator?navigator.userAgent:typeof process=="object"&&process.version!==void 0?`Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`:"<environment undetectable>"}function v(e,t,r,n){if(typeof r!="function")throw new Error("method for before hook must be a function");return n||(n={}),Array.isArray(t)?t.reverse().reduce((s,a)=>v.bind(null,e,a,s,n),r)():Promise.resolve().then(()=>e.registry[t]?e.registry[t].reduce((s,a)=>a.hook.bind(null,s,n),r)():r(n))}function X(e,t,r,n){let s=n;e.registry[r]||(e.registry[r]=[]),t==="before"&&(n=(a,i)=>Promise.resolve().then(s.bind(null,i)).then(a.bind(null,i))),t==="after"&&(n=(a,i)=>{let o;return Promise.resolve().then(a.bind(null,i)).then(c=>(o=c,s(o,i))).then(()=>o)}),t==="error"&&(n=(a,i)=>Promise.resolve().then(a.bind(null,i)).catch(o=>s(o,i))),e.registry[r].push({hook:n,orig:s})}function Y(e,t,r){if(!e.registry[t])return;let n=e.registry[t].map(s=>s.orig).indexOf(r);n!==-1&&e.registry[t].splice(n,1)}var Z=Function.bind,ee=Z.bind(Z);function te(e,t,r){let n=ee(Y,null).apply(null,r?[t,r]:[t]);e.api={remove:n},e.remove=n,["before","error","after","wrap"].forEach(s=>{let a=r?[t,s,r]:[t,s];e[s]=e.api[s]=ee(X,null).apply(null,a)})}function Ie(){let e=Symbol("Singular"),t={registry:{}},r=v.bind(null,t,e);return te(r,t,e),r}function Fe(){let e={registry:{}},t=v.bind(null,e);return te(t,e),t}var re={Singular:Ie,Collection:Fe};var Me="0.0.0-development",Pe=`octokit-endpoint.js/${Me} ${O()}`,xe={method:"GET",baseUrl:"https://api.github.com",headers:{accept:"application/vnd.github.v3+json","user-agent":Pe},mediaType:{format:""}};function Ge(e){return e?Object.keys(e).reduce((t,r)=>(t[r.toLowerCase()]=e[r],t),{}):{}}function Ue(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}function oe(e,t){let r=Object.assign({},e);return Object.keys(t).forEach(n=>{Ue(t[n])?n in e?r[n]=oe(e[n],t[n]):Object.assign(r,{[n]:t[n]}):Object.assign(r,{[n]:t[n]})}),r}function ne(e){for(let t in e)e[t]===void 0&&delete e[t];return e}function x(e,t,r){if(typeof t=="string"){let[s,a]=t.split(" ");r=Object.assign(a?{method:s,url:a}:{url:s},r)}else r=Object.assign({},t);r.headers=Ge(r.headers),ne(r),ne(r.headers);let n=oe(e||{},r);return r.url==="/graphql"&&(e&&e.mediaType.previews?.length&&(n.mediaType.previews=e.mediaType.previews.filter(s=>!n.mediaType.previews.includes(s)).concat(n.mediaType.previews)),n.mediaType.previews=(n.mediaType.previews||[]).map(s=>s.replace(/-preview/,""))),n}function Le(e,t){let r=/\?/.test(e)?"&":"?",n=Object.keys(t);return n.length===0?e:e+r+n.map(s=>s==="q"?"q="+t.q.split("+").map(encodeURIComponent).join("+"):`${s}=${encodeURIComponent(t[s])}`).join("&")}var Je=/\{[^{}}]+\}/g;function De(e){return e.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g,"").split(/,/)}function He(e){let t=e.match(Je);return t?t.map(De).reduce((r,n)=>r.concat(n),[]):[]}function se(e,t){let r={__proto__:null};for(let n of Object.keys(e))t.indexOf(n)===-1&&(r[n]=e[n]);return r}function ie(e){return e.split(/(%[0-9A-Fa-f]{2})/g).map(function(t){return/%[0-9A-Fa-f]/.test(t)||(t=encodeURI(t).replace(/%5B/g,"[").replace(/%5D/g,"]")),t}).join("")}function j(e){return encodeURIComponent(e).replace(/[!'()*]/g,function(t){return"%"+t.charCodeAt(0).toString(16).toUpperCase()})}function $(e,t,r){return t=e==="+"||e==="#"?ie(t):j(t),r?j(r)+"="+t:t}function R(e){return e!=null}function P(e){return e===";"||e==="&"||e==="?"}function Be(e,t,r,n){var s=e[r],a=[];if(R(s)&&s!=="")if(typeof s=="string"||typeof s=="number"||typeof s=="bigint"||typeof s=="boolean")s=s.toString(),n&&n!=="*"&&(s=s.substring(0,parseInt(n,10))),a.push($(t,s,P(t)?r:""));else if(n==="*")Array.isArray(s)?s.filter(R).forEach(function(i){a.push($(t,i,P(t)?r:""))}):Object.keys(s).forEach(function(i){R(s[i])&&a.push($(t,s[i],i))});else{let i=[];Array.isArray(s)?s.filter(R).forEach(function(o){i.push($(t,o))}):Object.keys(s).forEach(function(o){R(s[o])&&(i.push(j(o)),i.push($(t,s[o].toString())))}),P(t)?a.push(j(r)+"="+i.join(",")):i.length!==0&&a.push(i.join(","))}else t===";"?R(s)&&a.push(j(r)):s===""&&(t==="&"||t==="?")?a.push(j(r)+"="):s===""&&a.push("");return a}function We(e){return{expand:Ve.bind(null,e)}}function Ve(e,t){var r=["+","#",".","/",";","?","&"];return e=e.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g,function(n,s,a){if(s){let o="",c=[];if(r.indexOf(s.charAt(0))!==-1&&(o=s.charAt(0),s=s.substr(1)),s.split(/,/g).forEach(function(d){var u=/([^:\*]*)(?::(\d+)|(\*))?/.exec(d);c.push(Be(t,o,u[1],u[2]||u[3]))}),o&&o!=="+"){var i=",";return o==="?"?i="&":o!=="#"&&(i=o),(c.length!==0?o:"")+c.join(i)}else return c.join(",")}else return ie(a)}),e==="/"?e:e.replace(/\/$/,"")}function ae(e){let t=e.method.toUpperCase(),r=(e.url||"/").replace(/:([a-z]\w+)/g,"{$1}"),n=Object.assign({},e.headers),s,a=se(e,["method","baseUrl","url","headers","request","mediaType"]),i=He(r);r=We(r).expand(a),/^http/.test(r)||(r=e.baseUrl+r);let o=Object.keys(e).filter(u=>i.includes(u)).concat("baseUrl"),c=se(a,o);if(!/application\/octet-stream/i.test(n.accept)&&(e.mediaType.format&&(n.accept=n.accept.split(/,/).map(u=>u.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/,`application/vnd$1$2.${e.mediaType.format}`)).join(",")),r.endsWith("/graphql")&&e.mediaType.previews?.length)){let u=n.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g)||[];n.accept=u.concat(e.mediaType.previews).map(l=>{let h=e.mediaType.format?`.${e.mediaType.format}`:"+json";return`application/vnd.github.${l}-preview${h}`}).join(",")}return["GET","HEAD"].includes(t)?r=Le(r,c):"data"in c?s=c.data:Object.keys(c).length&&(s=c),!n["content-type"]&&typeof s<"u"&&(n["content-type"]="application/json; charset=utf-8"),["PATCH","PUT"].includes(t)&&typeof s>"u"&&(s=""),Object.assign({method:t,url:r,headers:n},typeof s<"u"?{body:s}:null,e.request?{request:e.request}:null)}function Qe(e,t,r){return ae(x(e,t,r))}function ce(e,t){let r=x(e,t),n=Qe.bind(null,r);return Object.assign(n,{DEFAULTS:r,defaults:ce.bind(null,r),merge:x.bind(null,r),parse:ae})}var ue=ce(null,xe);var m=new Uint8Array(256);m[9]|=2;m[32]|=2;m[59]|=4;m[44]|=8;for(let e=128;e<=255;e++)m[e]|=1;for(let e of"!#$%&'*+-.^_`|~")m[e.charCodeAt(0)]|=16;for(let e=48;e<=57;e++)m[e]|=16;for(let e=65;e<=90;e++)m[e]|=17;for(let e=97;e<=122;e++)m[e]|=16;var fe=(()=>{let e=function(){};return e.prototype=Object.create(null),e})();function le(e,t){let r=4|(t?.comma===!0?8:0),n=e.length,s=t?.start??0;for(;(m[e.charCodeAt(s)]&2)!==0;)s++;let a=s,i=0,o=-1,c=t?.parameters===!1?8:0;for(;a<n;){let h=e.charCodeAt(a),g=m[h];if((g&r)!==0){c|=g&8;break}(g&2)!==0?o===-1&&(o=a):o=-1,i|=h&65280|g,a++}let d=o===-1?a:o,u=e.slice(s,d),l=(i&65281)===0?u:u.toLowerCase();return a===n||c!==0?{type:l,index:a,parameters:new fe}:Ke(e,l,a,n,r)}function Ke(e,t,r,n,s){let a=new fe;e:for(;r<n;){for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;let i=r,o=0,c=-1;for(;r<n;){let d=e.charCodeAt(r),u=m[d];if((u&s)!==0){if((u&8)!==0)break e;continue e}if(d===61){let l=c===-1?r:c,h=e.slice(i,l),g=(o&65281)===0?h:h.toLowerCase();for(r++;(m[e.charCodeAt(r)]&2)!==0;)r++;if(r<n&&e.charCodeAt(r)===34){let y=++r,w=!1;for(;r<n;){let k=e.charCodeAt(r);if(k===34){a[g]===void 0&&(a[g]=w?ze(e,y,r):e.slice(y,r)),r++;let b=0;for(;r<n;){let q=e.charCodeAt(r),N=m[q];if((N&s)!==0){b=N&8;break}r++}if(b!==0)break e;continue e}if(k===92&&r+1<n){w=!0,r+=2;continue}r++}continue e}let f=r,A=0,p=-1;for(;r<n;){let y=e.charCodeAt(r),w=m[y];if((w&s)!==0){A=w&8;break}(w&2)!==0?p===-1&&(p=r):p=-1,r++}if(a[g]===void 0){let y=p===-1?r:p;a[g]=e.slice(f,y)}if(A!==0)break e;continue e}(u&2)!==0?c===-1&&(c=r):c=-1,o|=d&65280|u,r++}}return{type:t,index:r,parameters:a}}function ze(e,t,r){let n="";for(let s=t;s<r;s++)e.charCodeAt(s)===92&&(n+=e.slice(t,s),t=++s);return n+e.slice(t,r)}var Xe=/^-?\d+$/,F=/^-?\d+n+$/,S=JSON.stringify,G=JSON.parse,ge=/^-?\d+n$/,de=/([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g,pe=/([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g,U=e=>e===void 0||typeof e=="function"||typeof e=="symbol",L=e=>e!==null&&typeof e=="object"&&e.constructor&&e.constructor.name==="RawJSON",Ye=(e,t,r)=>{let n="";typeof r=="number"?n=" ".repeat(Math.min(10,Math.max(0,Math.floor(r)))):typeof r=="string"&&(n=r.slice(0,10));let s=typeof t=="function",a=Array.isArray(t)?new Set(t.map(String)):null,i=(f,A,p)=>(p!==null&&typeof p=="object"&&typeof p.toJSON=="function"&&(p=p.toJSON(A)),typeof p=="string"&&F.test(p)?p+"n":typeof p=="bigint"?"rawJSON"in JSON?JSON.rawJSON(p.toString()):p.toString()+"n":(s&&(p=t.call(f,A,p)),p!==null&&typeof p=="object"&&(p instanceof Number||p instanceof String||p instanceof Boolean)&&(p=p.valueOf()),p)),o=i({"":e},"",e);if(U(o))return;let c=o===null||typeof o!="object",d=L(o);if(c||d)return S(o);let u=[],l=0,h=[{parent:{"":o},key:"",val:o,isArray:Array.isArray(o),keys:Array.isArray(o)?null:Object.keys(o),index:0,first:!0}],g=new WeakSet([o]);for(;h.length>0;){let f=h[h.length-1];f.index===0&&(u.push(f.isArray?"[":"{"),l++);let A=!1;if(f.isArray)if(f.index<f.val.length){f.first||u.push(","),n&&u.push(`
`+n.repeat(l));let p=f.val[f.index],y=i(f.val,String(f.index),p);if(U(y))u.push("null"),f.first=!1,f.index++;else{let w=y!==null&&typeof y=="object",k=L(y);if(w&&!k){if(g.has(y))throw new TypeError("Converting circular structure to JSON");g.add(y),h.push({parent:f.val,key:String(f.index),val:y,isArray:Array.isArray(y),keys:Array.isArray(y)?null:Object.keys(y),index:0,first:!0}),f.first=!1,f.index++}else u.push(S(y)),f.first=!1,f.index++}}else A=!0;else{for(;f.index<f.keys.length;){let y=f.keys[f.index++];if(a&&!a.has(y))continue;let k=f.val[y],b=i(f.val,y,k);if(U(b))continue;f.first||u.push(","),n?u.push(`
`+n.repeat(l)+S(y)+": "):u.push(S(y)+":");let q=b!==null&&typeof b=="object",N=L(b);if(q&&!N){if(g.has(b))throw new TypeError("Converting circular structure to JSON");g.add(b),h.push({parent:f.val,key:y,val:b,isArray:Array.isArray(b),keys:Array.isArray(b)?null:Object.keys(b),index:0,first:!0}),f.first=!1;break}else u.push(S(b)),f.first=!1}f.index>=f.keys.length&&h[h.length-1]===f&&(A=!0)}A&&(l--,!f.first&&n&&u.push(`
`+n.repeat(l)),u.push(f.isArray?"]":"}"),g.delete(f.val),h.pop())}return u.join("")},me=(e,t,r)=>{try{return"rawJSON"in JSON?S(e,(o,c)=>typeof c=="bigint"?JSON.rawJSON(c.toString()):typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r):e?S(e,(o,c)=>typeof c=="string"&&F.test(c)||typeof c=="bigint"?c.toString()+"n":typeof t=="function"?t(o,c):(Array.isArray(t)&&t.includes(o),c),r).replace(de,"$1$2$3").replace(pe,"$1$2$3"):S(e,t,r)}catch(n){if(n instanceof RangeError){let s=Ye(e,t,r);return s===void 0?void 0:"rawJSON"in JSON?s:s.replace(de,"$1$2$3").replace(pe,"$1$2$3")}throw n}},I=new Map,Ze=()=>{let e=JSON.parse.toString();if(I.has(e))return I.get(e);try{let t=JSON.parse("1",(r,n,s)=>!!s?.source&&s.source==="1");return I.set(e,t),t}catch{return I.set(e,!1),!1}},et=(e,t,r,n)=>typeof t=="string"&&ge.test(t)?BigInt(t.slice(0,-1)):typeof t=="string"&&F.test(t)?t.slice(0,-1):typeof n=="function"?n(e,t,r):t,tt=(e,t)=>JSON.parse(e,(r,n,s)=>{let a=typeof n=="number",i=n>Number.MAX_SAFE_INTEGER||n<Number.MIN_SAFE_INTEGER,o=a&&i,c=s&&Xe.test(s.source);return o&&c?BigInt(s.source):typeof t=="function"?t(r,n,s):n}),be=Number.MAX_SAFE_INTEGER.toString(),he=be.length,rt=/"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g,nt=/^"-?\d+n+"$/,st=(e,t)=>{let r={"":e},n=[{parent:r,key:"",visited:!1}];for(;n.length>0;){let s=n[n.length-1];if(s.visited){let{parent:a,key:i}=s,o=a[i];typeof o=="string"&&(ge.test(o)?o=BigInt(o.slice(0,-1)):F.test(o)&&(o=o.slice(0,-1))),typeof t=="function"&&(o=t.call(a,i,o)),o===void 0?delete a[i]:a[i]=o,n.pop()}else{s.visited=!0;let a=s.parent[s.key];if(a!==null&&typeof a=="object"){let o=Object.keys(a);for(let c=o.length-1;c>=0;c--)n.push({parent:a,key:o[c],visited:!1})}}}return r[""]},ye=e=>e.replace(rt,(t,r,n,s)=>{let a=t[0]==='"';if(a&&nt.test(t))return t.substring(0,t.length-1)+'n"';let o=n||s,c=r&&(r.length<he||r.length===he&&r<=be);return a||o||c?t:'"'+t+'n"'}),we=(e,t)=>{if(!e)return G(e,t);try{if(Ze())return tt(e,t);let r=ye(e);return G(r,(n,s,a)=>et(n,s,a,t))}catch(r){if(r instanceof RangeError){let n=ye(e),s=G(n);return st(s,t)}throw r}};var E=class extends Error{name;status;request;response;constructor(t,r,n){super(t,{cause:n.cause}),this.name="HttpError",this.status=Number.parseInt(r),Number.isNaN(this.status)&&(this.status=0);"response"in n&&(this.response=n.response);let s=Object.assign({},n.request);n.request.headers.authorization&&(s.headers=Object.assign({},n.request.headers,{authorization:n.request.headers.authorization.replace(/(?<! ) .*$/," [REDACTED]")})),s.url=s.url.replace(/\bclient_secret=\w+/g,"client_secret=[REDACTED]").replace(/\baccess_token=\w+/g,"access_token=[REDACTED]"),this.request=s}};var ot="10.0.16",it={headers:{"user-agent":`octokit-request.js/${ot} ${O()}`}};function at(e){if(typeof e!="object"||e===null||Object.prototype.toString.call(e)!=="[object Object]")return!1;let t=Object.getPrototypeOf(e);if(t===null)return!0;let r=Object.prototype.hasOwnProperty.call(t,"constructor")&&t.constructor;return typeof r=="function"&&r instanceof r&&Function.prototype.call(r)===Function.prototype.call(e)}var Ae=()=>"";async function Oe(e){let t=e.request?.fetch||globalThis.fetch;if(!t)throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");let r=e.request?.log||console,n=e.request?.parseSuccessResponseBody!==!1,s=at(e.body)||Array.isArray(e.body)?me(e.body):e.body,a=Object.fromEntries(Object.entries(e.headers).map(([l,h])=>[l,String(h)])),i;try{i=await t(e.url,{method:e.method,body:s,redirect:e.request?.redirect,headers:a,signal:e.request?.signal,...e.body&&{duplex:"half"}})}catch(l){let h="Unknown Error";if(l instanceof Error){if(l.name==="AbortError")throw l.status=500,l;h=l.message,l.name==="TypeError"&&"cause"in l&&(l.cause instanceof Error?h=l.cause.message:typeof l.cause=="string"&&(h=l.cause))}let g=new E(h,500,{request:e});throw g.cause=l,g}let o=i.status,c=i.url,d={};for(let[l,h]of i.headers)d[l]=h;let u={url:c,status:o,headers:d,data:""};if("deprecation"in d){let l=d.link&&d.link.match(/<([^<>]+)>; rel="deprecation"/),h=l&&l.pop();r.warn(`[@octokit/request] "${e.method} ${e.url}" is deprecated. It is scheduled to be removed on ${d.sunset}${h?`. See ${h}`:""}`)}if(o===204||o===205)return u;if(e.method==="HEAD"){if(o<400)return u;throw new E(i.statusText,o,{response:u,request:e})}if(o===304)throw u.data=await J(i),new E("Not modified",o,{response:u,request:e});if(o>=400)throw u.data=await J(i),new E(ut(u.data),o,{response:u,request:e});return u.data=n?await J(i):i.body,u}async function J(e){let t=e.headers.get("content-type");if(!t)return e.text().catch(Ae);let r=le(t);if(ct(r)){let n="";try{return n=await e.text(),we(n)}catch{return n}}else return r.type.startsWith("text/")||r.parameters.charset?.toLowerCase()==="utf-8"&&r.type!=="application/octet-stream"?e.text().catch(Ae):e.arrayBuffer().catch(()=>new ArrayBuffer(0))}function ct(e){return e.type==="application/json"||e.type==="application/scim+json"}function ut(e){if(typeof e=="string")return e;if(e instanceof ArrayBuffer)return"Unknown error";if(typeof e=="object"&&e!==null&&"message"in e){let t=e,r="documentation_url"in t?` - ${t.documentation_url}`:"";return Array.isArray(t.errors)?`${t.message}: ${t.errors.map(n=>JSON.stringify(n)).join(", ")}${r}`:`${t.message}${r}`}return`Unknown error: ${JSON.stringify(e)}`}function D(e,t){let r=e.defaults(t);return Object.assign(function(s,a){let i=r.merge(s,a);if(!i.request||!i.request.hook)return Oe(r.parse(i));let o=(c,d)=>Oe(r.parse(r.merge(c,d)));return Object.assign(o,{endpoint:r,defaults:D.bind(null,r)}),i.request.hook(o,i)},{endpoint:r,defaults:D.bind(null,r)})}var _=D(ue,it);var ft="0.0.0-development";function lt(e){return`Request failed due to following response errors:
`+e.errors.map(t=>` - ${t.message}`).join(`
`)}var dt=class extends Error{constructor(e,t,r){super(lt(r)),this.request=e,this.headers=t,this.response=r,this.errors=r.errors,this.data=r.data,Error.captureStackTrace&&Error.captureStackTrace(this,this.constructor)}request;headers;response;name="GraphqlResponseError";errors;data},pt=["method","baseUrl","url","headers","request","query","mediaType","operationName"],ht=["query","method","url"],Se=/\/api\/v3\/?$/;function yt(e,t,r){if(r){if(typeof t=="string"&&"query"in r)return Promise.reject(new Error('[@octokit/graphql] "query" cannot be used as variable name'));for(let i in r)if(ht.includes(i))return Promise.reject(new Error(`[@octokit/graphql] "${i}" cannot be used as variable name`))}let n=typeof t=="string"?Object.assign({query:t},r):t,s=Object.keys(n).reduce((i,o)=>pt.includes(o)?(i[o]=n[o],i):(i.variables||(i.variables={}),i.variables[o]=n[o],i),{}),a=n.baseUrl||e.endpoint.DEFAULTS.baseUrl;return Se.test(a)&&(s.url=a.replace(Se,"/api/graphql")),e(s).then(i=>{if(i.data.errors){let o={};for(let c of Object.keys(i.headers))o[c]=i.headers[c];throw new dt(s,o,i.data)}return i.data.data})}function H(e,t){let r=e.defaults(t);return Object.assign((s,a)=>yt(r,s,a),{defaults:H.bind(null,r),endpoint:r.endpoint})}var cr=H(_,{headers:{"user-agent":`octokit-graphql.js/${ft} ${O()}`},method:"POST",url:"/graphql"});function ke(e){return H(e,{method:"POST",url:"/graphql"})}var B="(?:[a-zA-Z0-9_-]+)",Ee="\\.",Ne=new RegExp(`^${B}${Ee}${B}${Ee}${B}$`),gt=Ne.test.bind(Ne);async function mt(e){let t=gt(e),r=e.startsWith("v1.")||e.startsWith("ghs_"),n=e.startsWith("ghu_");return{type:"token",token:e,tokenType:t?"app":r?"installation":n?"user-to-server":"oauth"}}function bt(e){return e.split(/\./).length===3?`bearer ${e}`:`token ${e}`}async function wt(e,t,r,n){let s=t.endpoint.merge(r,n);return s.headers.authorization=bt(e),t(s)}var Re=function(t){if(!t)throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");if(typeof t!="string")throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");return t=t.replace(/^(token|bearer) +/i,""),Object.assign(mt.bind(null,t),{hook:wt.bind(null,t)})};var W="7.0.8";var je=()=>{},At=console.warn.bind(console),Ot=console.error.bind(console);function St(e={}){return typeof e.debug!="function"&&(e.debug=je),typeof e.info!="function"&&(e.info=je),typeof e.warn!="function"&&(e.warn=At),typeof e.error!="function"&&(e.error=Ot),e}var Te=`octokit-core.js/${W} ${O()}`,M=class{static VERSION=W;static defaults(t){return class extends this{constructor(...n){let s=n[0]||{};if(typeof t=="function"){super(t(s));return}super(Object.assign({},t,s,s.userAgent&&t.userAgent?{userAgent:`${s.userAgent} ${t.userAgent}`}:null))}}}static plugins=[];static plugin(...t){let r=this.plugins;return class extends this{static plugins=r.concat(t.filter(s=>!r.includes(s)))}}constructor(t={}){let r=new re.Collection,n={baseUrl:_.endpoint.DEFAULTS.baseUrl,headers:{},request:Object.assign({},t.request,{hook:r.bind(null,"request")}),mediaType:{previews:[],format:""}};if(n.headers["user-agent"]=t.userAgent?`${t.userAgent} ${Te}`:Te,t.baseUrl&&(n.baseUrl=t.baseUrl),t.previews&&(n.mediaType.previews=t.previews),t.timeZone&&(n.headers["time-zone"]=t.timeZone),this.request=_.defaults(n),this.graphql=ke(this.request).defaults(n),this.log=St(t.log),this.hook=r,t.authStrategy){let{authStrategy:a,...i}=t,o=a(Object.assign({request:this.request,log:this.log,octokit:this,octokitOptions:i},t.auth));r.wrap("request",o.hook),this.auth=o}else if(!t.auth)this.auth=async()=>({type:"unauthenticated"});else{let a=Re(t.auth);r.wrap("request",a.hook),this.auth=a}let s=this.constructor;for(let a=0;a<s.plugins.length;++a)Object.assign(this,s.plugins[a](this,t))}request;graphql;log;hook;auth};function V(e,t){if(!kt(e))return;let{status:r,response:n}=e;return n===void 0||r>=500||r===408?{kind:"ambiguous"}:Nt(e)?{kind:"throttled",retryAfterMs:Tt(e,t)}:r===401||r===403?{kind:"forbidden"}:r===404||Et(e)?{kind:"missing"}:{kind:"rejected"}}function Q(e,t){return Object.assign(new Error(t),{name:"HttpError",status:e,response:{headers:{}}})}function kt(e){return e instanceof Error&&e.name==="HttpError"&&"status"in e&&typeof e.status=="number"}function Et({status:e,message:t}){return e===422&&/^No commit found/i.test(t)}var $e=/secondary rate limit|abuse detection/i;function Nt({status:e,response:t,message:r}){if(e===429)return!0;if(e!==403||t===void 0)return!1;let n=t.headers;return n["retry-after"]!==void 0||n["x-ratelimit-remaining"]==="0"||$e.test(r)}var Rt=6e4,jt=24*36e5;function Tt({response:e,message:t},r){let n=e?.headers??{},s=Number(n["retry-after"]);if(n["retry-after"]!==void 0&&Number.isFinite(s))return Ce(s*1e3);let a=Number(n["x-ratelimit-reset"]);return n["x-ratelimit-remaining"]==="0"&&Number.isFinite(a)?Ce(a*1e3-r):$e.test(t)?Rt:void 0}function Ce(e){return Math.min(Math.max(0,e),jt)}var K=class extends Error{constructor(t,r){super(`GitHub's answer was lost: ${t}`,{cause:r}),this.name="AmbiguousAnswer"}},Ct=6e4,$t=9e4,_t=400,qt=8e3;function Tr(e){let t=new M({auth:e.token,baseUrl:e.apiUrl,userAgent:"breakglass",request:{fetch:e.fetch},log:{debug:()=>{},info:()=>{},warn:()=>{},error:()=>{}}}),r={owner:e.owner,repo:e.name},n={"x-github-api-version":"2022-11-28"},s=async(a,i,o={})=>{let c=i.replace(" "," /repos/{owner}/{repo}"),d=i.startsWith("GET ")?void 0:i;return qe(e,a,async()=>(await _e(e,d,()=>t.request(c,{...o,...r,headers:n}))).data)};return{owner:e.owner,name:e.name,clock:e.clock,random:e.random??Math.random,rest:s,find:(a,i,o)=>s(a,i,o).catch(xt),graphql:(a,i,o)=>qe(e,a,async()=>{let c=()=>t.request(`POST ${e.graphqlUrl}`,{query:i,variables:o}),{data:d}=await _e(e,vt.exec(i)?.[1],c);return Gt(Ut(d))})}}var vt=/^\s*mutation[^{]*\{\s*(\w+)/;async function _e({clock:e,onCall:t},r,n){if(r===void 0||t===void 0)return n();let s=e.now(),a=(i,o)=>t({service:"github",operation:r,access:"write",requestId:typeof o=="string"?o:null,outcome:i,ms:e.now()-s});try{let i=await n();return a(It(i.data)??"ok",i.headers["x-github-request-id"]),i}catch(i){let o=i instanceof Error&&"status"in i?String(i.status):"network";throw a(o,null),i}}function It(e){let t=(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)?e.errors:void 0,[r]=Array.isArray(t)?t:[];return (0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.d)(r)&&typeof r.type=="string"?r.type:void 0}async function qe(e,t,r){let{clock:n,random:s=Math.random,deadlineMs:a}=e,i=n.now();for(let o=1;;o+=1)try{return await r()}catch(c){let d=V(c,n.now());if(d===void 0)throw c;if(d.kind==="ambiguous"&&!t.repeatable)throw new K(t.what,c);let u=Ft(d,o,s),l=i+(a??(d.kind==="throttled"?$t:Ct));if(u===void 0||n.now()+u>l)throw Mt(c,d,t,n.now());await n.sleep(u)}}function Ft(e,t,r){if(e.kind!=="throttled"&&e.kind!=="ambiguous")return;let n=Math.min(_t*2**(t-1),qt)*(.5+r()/2);return e.kind==="throttled"?(e.retryAfterMs??0)+n:n}function Mt(e,t,r,n){let s=`cannot ${r.what}: ${e instanceof Error?e.message:String(e)}`;if(t.kind==="forbidden")return Pt(s,r.permission,e);if(t.kind==="missing"||t.kind==="rejected")return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("github-rejected",s,{cause:e});if(t.kind==="throttled"&&t.retryAfterMs!==void 0){let a=n+t.retryAfterMs,o=`GitHub limits what this repository's workflows may ask, until ${new Date(a).toISOString()}: make a new request then`;return new _chunk_H4RLTE5G_js__WEBPACK_IMPORTED_MODULE_0__.a("github-unavailable",s,{hint:o,cause:e,retryAt:a})}return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("github-unavailable",s,{hint:"see https://www.githubstatus.com, then make a new request",cause:e})}function Pt(e,t,r){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("github-forbidden",e,{hint:`add to the job, and to the job that calls it when the workflow is reusable:
permissions:
  ${t}`,cause:r})}function xt(e){if(!(e instanceof _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a&&V(e.cause,0)?.kind==="missing"))throw e}function Gt(e){let[t]=e.ok?[]:e.errors;if(t===void 0)return e;if(t.type==="RATE_LIMITED")throw Q(429,t.message);if(t.message.startsWith("Something went wrong while executing your query"))throw Q(502,t.message);return e}function Ut(e){let{data:t=null,errors:r=[]}=(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.d)(e)?e:{};return!Array.isArray(r)||r.length===0?{ok:!0,data:t}:{ok:!1,errors:r.filter(_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.d).map(({type:n,message:s})=>({type:ve(n),message:ve(s)}))}}function ve(e){return typeof e=="string"?e:""}


/***/ }),

/***/ 7446:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ l),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
var a=/^[a-z0-9][a-z0-9-]{0,39}$/,d=/^https?:\/\/[\w.-]+(?::\d{1,5})?\/[\w.-]+\/[\w.-]+\/actions\/runs\/(\d{1,20})$/,f=/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;function l(n){try{let t=JSON.parse(n);if(!(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.d)(t))return;let{session:s,run:o,since:r,runAttempt:e}=t;if(!u(s,a)||!u(o,d)||!u(r,f)||Number.isNaN(Date.parse(r)))return;let p=typeof e=="number"&&Number.isSafeInteger(e)&&e>0;return{session:s,run:o,since:r,runAttempt:p?e:null}}catch{return}}function c(n){return d.exec(n)?.[1]??""}function g({run:n,runAttempt:t}){return{runId:c(n),runAttempt:t??1}}function u(n,t){return typeof n=="string"&&t.test(n)}


/***/ }),

/***/ 1982:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ B),
  b: () => (/* binding */ K),
  c: () => (/* binding */ N),
  d: () => (/* binding */ D),
  e: () => (/* binding */ d),
  f: () => (/* binding */ W),
  g: () => (/* binding */ _)
});

// EXTERNAL MODULE: ./build-shaken/chunk-M6OTU2BZ.js
var chunk_M6OTU2BZ = __nccwpck_require__(1532);
// EXTERNAL MODULE: ./build-shaken/chunk-VVYGDNDB.js
var chunk_VVYGDNDB = __nccwpck_require__(9059);
// EXTERNAL MODULE: ./build-shaken/chunk-LZC5L5O2.js
var chunk_LZC5L5O2 = __nccwpck_require__(1483);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __nccwpck_require__(7030);
;// CONCATENATED MODULE: external "node:timers/promises"
const promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./build-shaken/chunk-EPYN4Q5Q.js
var d={now:()=>Date.now(),sleep:(t,e)=>m(t,e)};function f(t,e){return{now:()=>t+(Date.now()-t)*e,sleep:(o,n)=>m(o/e,n)}}async function m(t,e){e?.throwIfAborted();try{await (0,promises_namespaceObject.setTimeout)(t,void 0,e===void 0?{}:{signal:e})}catch(o){throw e?.throwIfAborted(),o}}var L=new Set(["AWS_CA_BUNDLE","NODE_EXTRA_CA_CERTS","NODE_TLS_REJECT_UNAUTHORIZED","SSL_CERT_FILE","SSL_CERT_DIR","AWS_PROFILE","AWS_DEFAULT_PROFILE","AWS_CONFIG_FILE","AWS_SHARED_CREDENTIALS_FILE","AWS_USE_FIPS_ENDPOINT","AWS_USE_DUALSTACK_ENDPOINT","BREAKGLASS_CLOCK"]),E=/^AWS_ENDPOINT_URL/,b=/^[a-z0-9.-]+\.actions\.githubusercontent\.com$/,g={aws:"amazonaws.com","aws-cn":"amazonaws.com.cn","aws-us-gov":"amazonaws.com"},y={aws:[],"aws-cn":["cn-north-1"],"aws-us-gov":["us-gov"]};function W(t,e){let o={GITHUB_API_URL:e.apiUrl,GITHUB_GRAPHQL_URL:e.graphqlUrl},n=e.oidc===void 0?{}:{ACTIONS_ID_TOKEN_REQUEST_URL:e.oidc.url},r=Object.fromEntries(Object.entries(t).filter(([s,w])=>E.test(s)&&w)),R={...o,...n,...r};if(!Object.values(o).some(_))return I(t,e);let a=Object.entries(R).find(([,s])=>!_(s));if(a!==void 0)throw i(a[0],`${a[0]} is no loopback address although GitHub's API is`);return{drill:!0,audience:"sandbox",clock:C(t.BREAKGLASS_CLOCK),endpoint:s=>U(r,s)}}function _(t){if(t===void 0||!URL.canParse(t))return!1;let{protocol:e,hostname:o,username:n}=new URL(t);return e!=="http:"&&e!=="https:"||n!==""?!1:o==="[::1]"||(0,external_node_net_.isIP)(o)===4&&o.startsWith("127.")}function I(t,e){let n=Object.keys(t).filter(r=>t[r]).find(r=>E.test(r)||L.has(r));if(n!==void 0)throw i(n,`${n} is set`);return l("GITHUB_API_URL",e.apiUrl,r=>r.host==="api.github.com"),l("GITHUB_GRAPHQL_URL",e.graphqlUrl,r=>r.host==="api.github.com"),e.oidc!==void 0&&l("ACTIONS_ID_TOKEN_REQUEST_URL",e.oidc.url,r=>b.test(r.host)),{drill:!1,audience:"sts.amazonaws.com",clock:d,endpoint:O}}function O({prefix:t,region:e,global:o=!1}){let n=(0,chunk_M6OTU2BZ.c)(e);return`https://${[t,...o?y[n]:[e]].join(".")}.${g[n]}`}function l(t,e,o){let n=URL.canParse(e)?new URL(e):void 0;if(!(n?.protocol==="https:"&&n.username===""&&o(n)))throw i(t,`${t} is not GitHub's: "${n?.origin??e.slice(0,100)}"`)}function U(t,{variable:e}){let o=t[`AWS_ENDPOINT_URL_${e}`]??t.AWS_ENDPOINT_URL;if(o!==void 0)return o;let n=`AWS_ENDPOINT_URL_${e}`;throw new chunk_LZC5L5O2.a("endpoint-override",`${n} is not set in a drill, so its calls would reach the real cloud`,{hint:`set ${n} or AWS_ENDPOINT_URL to the sandbox's address`})}function C(t){if(!t)return d;let e=/^(\d{1,15})\/(\d{1,4}(?:\.\d{1,3})?)$/.exec(t),o=Number(e?.[2]);if(e===null||o<=0)throw i("BREAKGLASS_CLOCK",`BREAKGLASS_CLOCK is "${t.slice(0,100)}"`);return f(Number(e[1]),o)}function i(t,e){return new chunk_LZC5L5O2.a("endpoint-override",e,{hint:`unset ${t}; it is allowed in drills only, where GitHub and every AWS endpoint are on loopback`})}var T={what:"read the commit",permission:"contents: read",repeatable:!0};async function B(t,e){return (0,chunk_VVYGDNDB.a)(await t.rest(T,"GET /commits/{ref}",{ref:e}),"commit")}function K(t,e){let o=A(t);return{parents:N(t),files:t.value("files")===void 0?[]:D(t.list("files")),replayed:e.some(n=>A(n)===o)}}function N(t){return t.list("parents").map(e=>e.text("sha"))}function D(t){return t.map(e=>({path:e.text("filename"),status:e.text("status")}))}function A(t){let{object:e,text:o}=t.object("commit"),n=e("author");return JSON.stringify([n.text("name"),n.text("email"),n.text("date"),o("message")])}


/***/ }),

/***/ 1945:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ r),
/* harmony export */   c: () => (/* binding */ s)
/* harmony export */ });
var o=["opened","prepared","applied","verified","monitored","rolled-back","left","taken-over","unsealed","sealed","closed","refused"],r=["succeeded","rolled-back","refused","failed"];function s(e,t){return`${e}.${t.slice(0,16)}`}


/***/ }),

/***/ 8433:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ g),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ x)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(5217);
function u(r){for(let n=0;n<r.length;n++){let e=r.charCodeAt(n);if(e>=55296&&e<=56319){if(n===r.length-1)return!0;let t=r.charCodeAt(n+1);if(!(t>=56320&&t<=57343))return!0;n++}else if(e>=56320&&e<=57343)return!0}return!1}function o(r,n=new Set){if(typeof r=="number"&&isNaN(r))throw new Error("NaN is not allowed");if(typeof r=="number"&&!isFinite(r))throw new Error("Infinity is not allowed");if(typeof r=="string"&&u(r))throw new Error("Lone surrogate is not allowed");if(r===null||typeof r!="object")return JSON.stringify(r);if(typeof r.toJSON=="function"){if(n.has(r))throw new Error("Circular reference detected");n.add(r);let t=o(r.toJSON(),n);return n.delete(r),t}if(n.has(r))throw new Error("Circular reference detected");n.add(r);let e;if(Array.isArray(r))e=`[${r.map(i=>o(i===void 0||typeof i=="symbol"?null:i,n)).join(",")}]`;else{let t=[];for(let i of Object.keys(r).sort())r[i]===void 0||typeof r[i]=="symbol"||t.push(`${o(i)}:${o(r[i],n)}`);e=`{${t.join(",")}}`}return n.delete(r),e}function g(r){let n;try{n=l(r)??o(r)}catch(e){throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("internal","a value has no canonical JSON",{cause:e})}if(n===void 0)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("internal","a value has no canonical JSON");return n}var d="\\ud";function l(r){let n=s(r)?JSON.stringify(r):void 0;return n?.includes(d)===!0?void 0:n}function s(r){if(typeof r=="number")return Number.isFinite(r);if(typeof r!="object")return typeof r=="string"||typeof r=="boolean";if(r===null)return!0;if(Array.isArray(r)){for(let e of r)if(!s(e))return!1;return!0}if(Object.getPrototypeOf(r)!==Object.prototype)return!1;let n;for(let e of Object.keys(r)){if(n!==void 0&&e<n||!s(r[e]))return!1;n=e}return!0}function m(r){return (0,node_crypto__WEBPACK_IMPORTED_MODULE_1__.hash)("sha256",r)}function x(r){let n=JSON.stringify(r).replace(/\\(?:u(d[89a-f][0-9a-f]{2})|.)/g,(e,t)=>t===void 0?e:"\\ufffd");return JSON.parse(n)}


/***/ }),

/***/ 8470:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e),
/* harmony export */   b: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
var e=class extends _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a{retryAt;constructor(o,s,t){super(o,s,t),this.name="TryLater",this.retryAt=t.retryAt}};function u(r){return r instanceof e?r.retryAt:r instanceof Error&&r.cause!==void 0?u(r.cause):void 0}


/***/ }),

/***/ 87:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
function s(r){let{code:e,message:o,hint:n}=(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.c)(r);return`the audit branch was not written: ${e}: ${o}${n===void 0?"":`: ${n}`}`}


/***/ }),

/***/ 6128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e),
/* harmony export */   b: () => (/* binding */ t),
/* harmony export */   c: () => (/* binding */ n),
/* harmony export */   d: () => (/* binding */ s)
/* harmony export */ });
var{Agent:e,ClientRequest:t,IncomingMessage:n,request:s}=process.getBuiltinModule("node:http");


/***/ }),

/***/ 3336:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ I),
/* harmony export */   c: () => (/* binding */ u)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
function c(){return process.env}function I(n){let[r,e]=t(n,"GITHUB_REPOSITORY",/^[\w.-]+\/[\w.-]+$/).split("/");return{owner:r??"",name:e??"",repositoryId:t(n,"GITHUB_REPOSITORY_ID",/^\d+$/),runId:t(n,"GITHUB_RUN_ID",/^\d+$/),runAttempt:Number(t(n,"GITHUB_RUN_ATTEMPT",/^\d+$/)),sha:t(n,"GITHUB_SHA",/^[0-9a-f]{40}$/),ref:t(n,"GITHUB_REF",/^refs\//),eventName:t(n,"GITHUB_EVENT_NAME",/^[a-z_]+$/),actor:o(n,"GITHUB_ACTOR"),actorId:n.GITHUB_ACTOR_ID??"",triggeringActor:o(n,"GITHUB_TRIGGERING_ACTOR"),workflowRef:n.GITHUB_WORKFLOW_REF??"",job:n.GITHUB_JOB??"",apiUrl:o(n,"GITHUB_API_URL"),graphqlUrl:o(n,"GITHUB_GRAPHQL_URL"),serverUrl:o(n,"GITHUB_SERVER_URL"),oidc:d(n)}}function u(n){return`${n.serverUrl}/${n.owner}/${n.name}/actions/runs/${n.runId}`}function d(n){let r=n.ACTIONS_ID_TOKEN_REQUEST_URL,e=n.ACTIONS_ID_TOKEN_REQUEST_TOKEN;return r&&e?{url:r,token:e}:void 0}function o(n,r){let e=n[r];if(e)return e;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("not-in-actions",`${r} is not set`,{hint:"this command runs inside GitHub Actions; use the breakglass CLI elsewhere"})}function t(n,r,e){let i=o(n,r);if(e.test(i))return i;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("not-in-actions",`${r} is "${i.slice(0,100)}", which GitHub Actions never sets`,{hint:`do not set ${r} yourself`})}


/***/ }),

/***/ 1483:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ i),
/* harmony export */   b: () => (/* binding */ c),
/* harmony export */   c: () => (/* binding */ l),
/* harmony export */   d: () => (/* binding */ o),
/* harmony export */   e: () => (/* binding */ t)
/* harmony export */ });
var a={"invalid-yaml":"user","duplicate-key":"user","yaml-alias":"user","control-character":"user","file-too-large":"user","file-missing":"user","invalid-name":"user","unsupported-version":"user","unknown-key":"user","missing-key":"user","wrong-type":"user","out-of-range":"user","invalid-value":"user","invalid-expression":"user","unknown-playbook":"user","unknown-install":"user","unknown-role":"user","unknown-input":"user","missing-input":"user","unknown-resource":"user","unknown-step-kind":"user","unknown-check-kind":"user","foreign-resource":"user","criteria-not-confirmed":"user","duration-too-long":"user","duration-too-short":"user","sensitive-state":"user","irreversible-not-accepted":"user","role-lacks-grant":"config","policy-too-large":"config","requester-not-vetted":"user","requester-is-approver":"user","commander-not-listed":"user","commander-not-authenticated":"user","environment-missing":"config","environment-unprotected":"config","admin-bypass":"config","not-approved":"user","approver-not-listed":"user","approval-stale":"user","re-run":"user","digest-mismatch":"user","public-repository":"config","not-default-branch":"user","branch-unprotected":"config","mixed-change":"user","policy-changed":"user","deployment-branches":"config","needs-pull-request":"user","approval-not-bound":"user","unverified-contributor":"user","alert-misconfigured":"config","alert-not-delivered":"config","token-missing":"config","repository-unknown":"config","not-set-up":"config","nothing-waiting":"user","already-exists":"user","left-open":"user","drill-failed":"user","unknown-session":"user","session-unfit":"user","not-in-actions":"config","invalid-input":"user","oidc-permission-missing":"config","endpoint-override":"config","install-locked":"user","audit-branch-missing":"config","audit-not-writable":"config","audit-contention":"github","audit-invalid":"config","trust-policy-refused":"aws","identity-mismatch":"config","access-denied":"aws","aws-throttled":"aws","aws-unavailable":"aws","aws-rejected":"aws","resource-missing":"user","not-applicable":"user",drifted:"user","check-failed":"aws","changed-underneath":"aws","verification-timeout":"aws","step-timeout":"aws",degraded:"aws",interrupted:"user","out-of-time":"user","taken-over":"user",unsealed:"aws","seal-refused":"config","stray-deny":"config","not-recoverable":"config","rollback-conflict":"aws","rollback-failed":"aws","github-unavailable":"github","github-forbidden":"config","github-rejected":"github",internal:"bug"},i=class extends Error{code;fault;hint;at;constructor(n,s,r={}){super(s,r.cause===void 0?void 0:{cause:r.cause}),this.name="BreakglassError",this.code=n,this.fault=a[n],this.hint=r.hint,this.at=r.at}};function c(e){return`${e.file}:${e.line}:${e.column}`}function l(e){if(e instanceof i)return e;let n=e instanceof Error?e.message:String(e);return new i("internal",n,{cause:e,hint:"this is a bug in Breakglass: please report it with the lines above"})}function o(e){return typeof e=="object"&&e!==null&&!Array.isArray(e)}function t(e,n){if(e===n)return!0;if(Array.isArray(e)&&Array.isArray(n))return e.length===n.length&&e.every((r,u)=>t(r,n[u]));if(!o(e)||!o(n))return!1;let s=Object.keys(e);return s.length===Object.keys(n).length&&s.every(r=>Object.hasOwn(n,r)&&t(e[r],n[r]))}


/***/ }),

/***/ 1532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ f),
/* harmony export */   c: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
function c(r){let[t,e,n,o,s,...a]=r.split(":");if(!(t!=="arn"||!e||!n||o===void 0||s===void 0||a.length===0))return{partition:e,service:n,region:o,account:s,resource:a.join(":")}}function f(r,t){let e=c(r);if(e===void 0)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("invalid-value",`"${r}" is not an ARN`);for(let n of["partition","account","region"])if(e[n]!==t[n])throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("foreign-resource",`${r} is in ${n} "${e[n]}", the install in "${t[n]}"`,{hint:`name a resource of ${n} "${t[n]}"`});return e}function g(r){return r.startsWith("cn-")?"aws-cn":r.startsWith("us-gov-")?"aws-us-gov":"aws"}


/***/ }),

/***/ 1106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ b),
/* harmony export */   b: () => (/* binding */ q),
/* harmony export */   c: () => (/* binding */ w),
/* harmony export */   d: () => (/* binding */ x),
/* harmony export */   e: () => (/* binding */ $)
/* harmony export */ });
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(1483);
var h={what:"read the files of the commit",permission:"contents: read",repeatable:!0},f={what:"read the pull request",permission:"pull-requests: read",repeatable:!0},u=100,g=30,o=10,m="playbooks/requests/",y=["added","copied"];function b({eventName:n,ref:e}){let[,t]=n==="pull_request"?/^refs\/pull\/([1-9]\d{0,15})\/merge$/.exec(e)??[]:[];return t===void 0?void 0:Number(t)}async function q(n,e){let t=b(e);if(t!==void 0)return c(async r=>{let s={pull_number:t,per_page:u,page:r};return (0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__.c)(await n.rest(f,"GET /pulls/{pull_number}/files",s),"files")});if(e.eventName==="push")return c(async r=>{let s={ref:e.sha,per_page:u,page:r},a=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__.a)(await n.rest(h,"GET /commits/{ref}",s),"commit");return a.value("files")===void 0?[]:a.list("files")});throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("invalid-input",`a run started by "${e.eventName}" adds no request file`,{hint:'name the request file by the input "request", or give the request by the other inputs'})}function w(n){return n.filter(({path:e,status:t})=>e.startsWith(m)&&y.includes(t)).map(({path:e})=>e)}function x(n){let[e,...t]=w(n);if(e!==void 0&&t.length===0)return e;let r=e===void 0?n.map(d=>`${d.path} (${d.status})`):[e,...t],s=r.length>o?` and ${r.length-o} more`:"",a=`${r.slice(0,o).join(", ")||"no file"}${s}`;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_1__.a("mixed-change",e===void 0?`the change adds no request: it changes ${a}`:`the change adds several requests: ${a}`,{hint:`make a pull request that adds one file in ${m} and nothing else, merged as one commit`})}async function $(n,e){return x(await q(n,e))}async function c(n){let e=[];for(let t=1;t<=g;t+=1){let r=await n(t);if(e.push(...r.map(s=>({path:s.text("filename"),status:s.text("status")}))),r.length<u)break}return e}


/***/ }),

/***/ 2644:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ S),
/* harmony export */   b: () => (/* binding */ K),
/* harmony export */   c: () => (/* binding */ X),
/* harmony export */   d: () => (/* binding */ w),
/* harmony export */   e: () => (/* binding */ p),
/* harmony export */   f: () => (/* binding */ z),
/* harmony export */   g: () => (/* binding */ F),
/* harmony export */   h: () => (/* binding */ j),
/* harmony export */   i: () => (/* binding */ b),
/* harmony export */   j: () => (/* binding */ J),
/* harmony export */   k: () => (/* binding */ ie),
/* harmony export */   l: () => (/* binding */ A),
/* harmony export */   m: () => (/* binding */ T),
/* harmony export */   n: () => (/* binding */ v),
/* harmony export */   o: () => (/* binding */ M),
/* harmony export */   p: () => (/* binding */ le)
/* harmony export */ });
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_GSR6I4T3_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(1945);
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(8433);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1483);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(5217);
var K="audit.json",_=/^((?:audit|drill)\/\d{4}\/\d{2}\/\d{2}\/([a-z0-9][a-z0-9-]{0,39}))\/(\d{4,6})-[a-z-]+\.json$/;function X(e,n,r){return`${n?"drill":"audit"}/${r.slice(0,10).replaceAll("-","/")}/${e}`}function w(e,n){return`${e}/${String(n.sequence).padStart(4,"0")}-${n.state}.json`}function p(e){let[,n,r,o]=_.exec(e)??[];if(!(n===void 0||r===void 0||o===void 0))return{folder:n,session:r,sequence:Number(o)}}function S(e){let n=Buffer.from(e);return (0,node_crypto__WEBPACK_IMPORTED_MODULE_3__.createHash)("sha1").update(`blob ${n.length}\0`).update(n).digest("hex")}var P=new TextDecoder("utf-8",{fatal:!0,ignoreBOM:!0}),h=e=>typeof e=="string"&&e.length>0,m=e=>Number.isSafeInteger(e)&&e>0,f=e=>n=>typeof n=="string"&&e.test(n),$=f(/^[0-9a-f]{64}$/),N=f(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),L=e=>N(e)&&!Number.isNaN(Date.parse(String(e))),R=e=>_chunk_GSR6I4T3_js__WEBPACK_IMPORTED_MODULE_4__.a.some(n=>n===e),C=e=>(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.d)(e)&&h(e.type??null)&&L(e.at??null),B=e=>(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.d)(e)&&Object.entries(e).every(([n,r])=>(n==="record.json"||n==="report.md")&&$(r)),k={version:e=>e===1,session:f(/^[a-z0-9][a-z0-9-]{0,39}$/),sequence:m,state:R,repository:f(/^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/),repositoryId:m,runId:f(/^\d{1,20}$/),runAttempt:m,environment:e=>e===null||h(e),drill:e=>typeof e=="boolean",at:L,previous:$,events:e=>Array.isArray(e)&&e.every(C),proof:e=>e===null||h(e)},x={opening:_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.d,files:B},z=["closed","refused"],F=["taken-over","rolled-back","left","unsealed","closed"];function j(e){let n;try{let t=P.decode(e);if(n=JSON.parse(t),`${(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_1__.a)(n)}
`!==t)throw new Error("not in canonical form")}catch(t){throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("audit-invalid","the file is not canonical JSON",{cause:t})}if(!(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.d)(n))throw d("it is not an object");let r=Object.entries(k).find(([t,i])=>!Object.hasOwn(n,t)||!i(n[t]??null))??Object.entries(x).find(([t,i])=>Object.hasOwn(n,t)&&!i(n[t]??null));if(r!==void 0)throw d(`"${r[0]}" is missing or wrong`);let o=Object.keys(n).find(t=>!Object.hasOwn(k,t)&&!Object.hasOwn(x,t));if(o!==void 0)throw d(`unknown key "${o}"`);let a=n;return q(a),a}function q(e){if(e.state==="opened"!=(e.opening!==void 0))throw d('an opening link, and no other, holds "opening"');if(e.files!==void 0&&!z.includes(e.state))throw d('only a closing link holds "files"');if(e.state==="closed"&&(e.files?.["record.json"]===void 0||e.files["report.md"]===void 0))throw d("a closed link holds the hashes of record.json and report.md");let n=e.state==="refused"&&e.sequence===1;if(e.environment===null&&!n&&!F.includes(e.state))throw d(`a link in state "${e.state}" names its environment`);if(e.proof===null&&!n)throw d(`a link in state "${e.state}" needs a proof`)}function d(e){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("audit-invalid",`the file is not a link of version 1: ${e}`)}var b=4*1024*1024,E=["record.json","report.md"],J=1+E.length;function ie({parents:e,added:n,otherwise:r}){if(e!==1||r||n.length>J)return;let[o,...a]=n.filter(t=>p(t)!==void 0);if(!(o===void 0||a.length>0))return n.every(t=>t===o||H(o,t))?o:void 0}function H(e,n){let r=p(e)?.folder;return r!==void 0&&E.some(o=>n===`${r}/${o}`)}function A(e){if(!(e.length>b))try{return j(e)}catch{return}}var T={what:"read the audit branch",permission:"contents: read",repeatable:!0},G=33188,U=`query Folder($owner: String!, $name: String!, $at: String!) {
  repository(owner: $owner, name: $name) { object(expression: $at) {
    __typename ... on Tree { entries { name mode type oid object { ... on Blob { byteSize } } } }
  } }
}`;async function v(e,n,r){let{owner:o,name:a}=e,t=await e.graphql(T,U,{owner:o,name:a,at:`${n}:${r}`});if(!t.ok)throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`cannot read ${r}: ${t.errors[0]?.message??""}`);let i=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__.a)(t.data,"data").object("repository").optional("object");if(i===void 0)return new Map;if(i.text("__typename")==="Tree")return new Map(i.list("entries").map(s=>{let O=s.text("type")==="blob"&&s.number("mode")===G?s.object("object").number("byteSize"):void 0;return[s.text("name"),{oid:s.text("oid"),size:O}]}))}async function M(e,n){let r=(0,_chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_0__.a)(await e.rest(T,"GET /git/blobs/{file_sha}",{file_sha:n}),"blob"),o=Buffer.from(r.text("content"),"base64");if(S(o)===n)return o;throw new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_2__.a("github-rejected",`GitHub answered other bytes than those of blob ${n}`)}async function le(e,n,r){let o=await v(e,n,r),a=["opened","refused"].map(async t=>{let i=w(r,{sequence:1,state:t}).slice(r.length+1),s=o?.get(i);if(!(s?.size===void 0||s.size>b))return A(await M(e,s.oid))});return(await Promise.all(a)).filter(t=>t!==void 0)}


/***/ }),

/***/ 9935:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ o),
/* harmony export */   b: () => (/* binding */ d),
/* harmony export */   c: () => (/* binding */ i),
/* harmony export */   d: () => (/* binding */ s)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
var o=class extends _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a{settle;constructor(e,t){super(e.code,e.message,{cause:e,...e.hint===void 0?{}:{hint:e.hint}}),this.name="LinkInDoubt",this.settle=t}};function d(n,e){return e.id===void 0?n.login.toLowerCase()===e.login.toLowerCase():n.id===e.id}function i(n){return[...new Map(n.map(e=>[e.id,e])).values()]}function s(n){return`${n.login}#${n.id}`}


/***/ }),

/***/ 9198:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  a: () => (/* binding */ mt),
  b: () => (/* binding */ lt)
});

// EXTERNAL MODULE: ./build-shaken/chunk-LZC5L5O2.js
var chunk_LZC5L5O2 = __nccwpck_require__(1483);
;// CONCATENATED MODULE: external "os"
const external_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");
;// CONCATENATED MODULE: external "crypto"
const external_crypto_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");
;// CONCATENATED MODULE: external "fs"
const external_fs_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");
;// CONCATENATED MODULE: ./build-shaken/chunk-SDZT6IEX.js
function u(n){return n==null?"":typeof n=="string"||n instanceof String?n:JSON.stringify(n)}function l(n,t,e){let r=new w(n,t,e);process.stdout.write(r.toString()+external_os_namespaceObject.EOL)}var _="::",w=class{constructor(t,e,r){t||(t="missing.command"),this.command=t,this.properties=e,this.message=r}toString(){let t=_+this.command;if(this.properties&&Object.keys(this.properties).length>0){t+=" ";let e=!0;for(let r in this.properties)if(this.properties.hasOwnProperty(r)){let s=this.properties[r];s&&(e?e=!1:t+=",",t+=`${r}=${B(s)}`)}}return t+=`${_}${A(this.message)}`,t}};function A(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A")}function B(n){return u(n).replace(/%/g,"%25").replace(/\r/g,"%0D").replace(/\n/g,"%0A").replace(/:/g,"%3A").replace(/,/g,"%2C")}function y(n,t){let e=process.env[`GITHUB_${n}`];if(!e)throw new Error(`Unable to find environment variable for file command ${n}`);if(!external_fs_namespaceObject.existsSync(e))throw new Error(`Missing file at path: ${e}`);external_fs_namespaceObject.appendFileSync(e,`${u(t)}${external_os_namespaceObject.EOL}`,{encoding:"utf8"})}function v(n,t){let e=`ghadelimiter_${external_crypto_namespaceObject.randomUUID()}`,r=u(t);if(n.includes(e))throw new Error(`Unexpected input: name should not contain the delimiter "${e}"`);if(r.includes(e))throw new Error(`Unexpected input: value should not contain the delimiter "${e}"`);return`${n}<<${e}${external_os_namespaceObject.EOL}${r}${external_os_namespaceObject.EOL}${e}`}var O=function(n,t,e,r){function s(i){return i instanceof e?i:new e(function(o){o(i)})}return new(e||(e=Promise))(function(i,o){function d(a){try{c(r.next(a))}catch(m){o(m)}}function g(a){try{c(r.throw(a))}catch(m){o(m)}}function c(a){a.done?i(a.value):s(a.value).then(d,g)}c((r=r.apply(n,t||[])).next())})},{access:M,appendFile:N,writeFile:F}=external_fs_namespaceObject.promises,T="GITHUB_STEP_SUMMARY";var E=class{constructor(){this._buffer=""}filePath(){return O(this,void 0,void 0,function*(){if(this._filePath)return this._filePath;let t=process.env[T];if(!t)throw new Error(`Unable to find environment variable for $${T}. Check if your runtime environment supports job summaries.`);try{yield M(t,external_fs_namespaceObject.constants.R_OK|external_fs_namespaceObject.constants.W_OK)}catch{throw new Error(`Unable to access summary file: '${t}'. Check if the file has correct read/write permissions.`)}return this._filePath=t,this._filePath})}wrap(t,e,r={}){let s=Object.entries(r).map(([i,o])=>` ${i}="${o}"`).join("");return e?`<${t}${s}>${e}</${t}>`:`<${t}${s}>`}write(t){return O(this,void 0,void 0,function*(){let e=!!t?.overwrite,r=yield this.filePath();return yield(e?F:N)(r,this._buffer,{encoding:"utf8"}),this.emptyBuffer()})}clear(){return O(this,void 0,void 0,function*(){return this.emptyBuffer().write({overwrite:!0})})}stringify(){return this._buffer}isEmptyBuffer(){return this._buffer.length===0}emptyBuffer(){return this._buffer="",this}addRaw(t,e=!1){return this._buffer+=t,e?this.addEOL():this}addEOL(){return this.addRaw(external_os_namespaceObject.EOL)}addCodeBlock(t,e){let r=Object.assign({},e&&{lang:e}),s=this.wrap("pre",this.wrap("code",t),r);return this.addRaw(s).addEOL()}addList(t,e=!1){let r=e?"ol":"ul",s=t.map(o=>this.wrap("li",o)).join(""),i=this.wrap(r,s);return this.addRaw(i).addEOL()}addTable(t){let e=t.map(s=>{let i=s.map(o=>{if(typeof o=="string")return this.wrap("td",o);let{header:d,data:g,colspan:c,rowspan:a}=o,m=d?"th":"td",k=Object.assign(Object.assign({},c&&{colspan:c}),a&&{rowspan:a});return this.wrap(m,g,k)}).join("");return this.wrap("tr",i)}).join(""),r=this.wrap("table",e);return this.addRaw(r).addEOL()}addDetails(t,e){let r=this.wrap("details",this.wrap("summary",t)+e);return this.addRaw(r).addEOL()}addImage(t,e,r){let{width:s,height:i}=r||{},o=Object.assign(Object.assign({},s&&{width:s}),i&&{height:i}),d=this.wrap("img",null,Object.assign({src:t,alt:e},o));return this.addRaw(d).addEOL()}addHeading(t,e){let r=`h${e}`,s=["h1","h2","h3","h4","h5","h6"].includes(r)?r:"h1",i=this.wrap(s,t);return this.addRaw(i).addEOL()}addSeparator(){let t=this.wrap("hr",null);return this.addRaw(t).addEOL()}addBreak(){let t=this.wrap("br",null);return this.addRaw(t).addEOL()}addQuote(t,e){let r=Object.assign({},e&&{cite:e}),s=this.wrap("blockquote",t,r);return this.addRaw(s).addEOL()}addLink(t,e){let r=this.wrap("a",t,{href:e});return this.addRaw(r).addEOL()}},H=new E;var $=H;var I=/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;function b(n){return n.split(/\r\n|\r|\n/).map(t=>t.replaceAll("	","  ").replace(I,"").replace(/^(\s*):(?=:)/u,"$1: ").replaceAll("##[","## ["))}var mt=["session","outcome","request","environment","digest","seen","page","waiting-environment","waiting-install","record","commit"],V=1024*1024,D=4e3,G={command:l,output:Y,summarise:q,fail:()=>{process.exitCode=1}};function lt(n=e=>{process.stdout.write(`${e}
`)},t=G){let e=new Set,r=i=>[...e].reduce((o,d)=>o.replaceAll(d,"***"),i),s=i=>b(r(i)).forEach(o=>n(o));return{mask:i=>K(e,i,t),log:s,group:(i,o)=>{t.command("group",{},h(r(i))),s(o),t.command("endgroup",{},"")},warn:i=>t.command("warning",{},h(r(i))),fail:i=>{U(i,r,s,t),t.fail()},annotate:i=>U(i,r,s,t),output:(i,o)=>t.output(i,o),summarise:i=>t.summarise(r(i)),reporter:i=>({report:o=>Z(o,i,s)})}}function K(n,t,e){for(let r of t.split(/\r?\n/))r.trim()===""||n.has(r)||(n.add(r),e.command("add-mask",{},r))}function U(n,t,e,r){let s=n.at,i=s===void 0?{}:{file:s.file,line:s.line,col:s.column},o=h(t(`${n.code}: ${n.message}`));r.command("error",{title:`breakglass: ${n.code}`,...i},o),s!==void 0&&e(`at ${(0,chunk_LZC5L5O2.b)(s)}`),n.hint!==void 0&&e(`what to do: ${n.hint}`)}function Y(n,t){process.env.GITHUB_OUTPUT&&y("OUTPUT",v(n,t))}async function q(n){if(Buffer.byteLength(n)>V){l("warning",{},"the summary is longer than GitHub accepts: see report.md in the audit branch");return}try{await $.addRaw(n,!0).write()}catch(t){l("warning",{},h(`no step summary: ${(0,chunk_LZC5L5O2.c)(t).message}`))}}function Z(n,t,e){try{let r=t(n);r!==void 0&&e(r)}catch{e(`${n.at} ${n.type}`)}}function h(n){return b(n).join(`
`).slice(0,D)}


/***/ }),

/***/ 9059:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ c),
/* harmony export */   b: () => (/* binding */ g),
/* harmony export */   c: () => (/* binding */ l)
/* harmony export */ });
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(1483);
function c(e,n){if(!(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.d)(e))throw i(n,"is not an object");let o=r=>Object.hasOwn(e,r)?e[r]:void 0,t=r=>c(o(r),`${n}.${r}`);return{value:o,object:t,text:r=>a(e,r,n),number:r=>m(e,r,n),optional:r=>o(r)===void 0||o(r)===null?void 0:t(r),list:r=>l(o(r),`${n}.${r}`),oneOf:(r,d)=>f(a(e,r,n),d,`${n}.${r}`),account:r=>g(t(r))}}function g(e){let n={login:e.text("login"),id:e.number("id")};return e.value("type")==="User"?n:{...n,machine:!0}}function l(e,n){if(!Array.isArray(e))throw i(n,"is not a list");return e.map((o,t)=>c(o,`${n}[${t}]`))}function a(e,n,o){let t=e[n];if(typeof t=="string")return t;throw i(`${o}.${n}`,"is not a string")}function f(e,n,o){let t=n.find(r=>r===e);if(t!==void 0)return t;throw i(o,`is "${e}"`)}function m(e,n,o){let t=e[n];if(typeof t=="number")return t;throw i(`${o}.${n}`,"is not a number")}function i(e,n){return new _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_0__.a("github-rejected",`GitHub's answer is not as documented: ${e} ${n}`)}


/***/ }),

/***/ 377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ p),
/* harmony export */   b: () => (/* binding */ m),
/* harmony export */   c: () => (/* binding */ y),
/* harmony export */   d: () => (/* binding */ g)
/* harmony export */ });
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(8433);
function p(n,e,r,i=[]){let a=Object.fromEntries(i.map(({name:l,content:f})=>[l,(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__.b)(f)]));return (0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__.c)({version:1,session:n.session,sequence:n.sequence,state:n.state,repository:e.repository,repositoryId:e.repositoryId,runId:e.runId,runAttempt:e.runAttempt,environment:e.environment,drill:e.drill,at:e.at,previous:r,events:n.events,...n.opening===void 0?{}:{opening:n.opening},...i.length===0?{}:{files:a}})}var u=Buffer.from('"proof":');function m(n){let{proof:e,...r}={proof:null,...n};return (0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__.b)((0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__.a)(r))}function y(n){return`urn:breakglass:link:${n}`}function g(n){return`${(0,_chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_0__.a)(n)}
`}


/***/ }),

/***/ 4451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ e)
/* harmony export */ });
var d=Object.defineProperty;var e=(c,a)=>{for(var b in a)d(c,b,{get:a[b],enumerable:!0})};


/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId](module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
var __webpack_exports__ = {};
/* harmony import */ var _chunk_SDZT6IEX_js__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(9198);
/* harmony import */ var _chunk_2S3MLQRD_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(2061);
/* harmony import */ var _chunk_Q4UKVNUG_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(1106);
/* harmony import */ var _chunk_S7OS3L4M_js__WEBPACK_IMPORTED_MODULE_3__ = __nccwpck_require__(9935);
/* harmony import */ var _chunk_AIZXSKOS_js__WEBPACK_IMPORTED_MODULE_4__ = __nccwpck_require__(8755);
/* harmony import */ var _chunk_6RQXOAR6_js__WEBPACK_IMPORTED_MODULE_5__ = __nccwpck_require__(2990);
/* harmony import */ var _chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_6__ = __nccwpck_require__(3336);
/* harmony import */ var _chunk_AUZPHWL7_js__WEBPACK_IMPORTED_MODULE_7__ = __nccwpck_require__(5427);
/* harmony import */ var _chunk_DIUGP4GW_js__WEBPACK_IMPORTED_MODULE_8__ = __nccwpck_require__(7446);
/* harmony import */ var _chunk_JBA6TN6D_js__WEBPACK_IMPORTED_MODULE_9__ = __nccwpck_require__(6128);
/* harmony import */ var _chunk_EPYN4Q5Q_js__WEBPACK_IMPORTED_MODULE_10__ = __nccwpck_require__(1982);
/* harmony import */ var _chunk_M6OTU2BZ_js__WEBPACK_IMPORTED_MODULE_11__ = __nccwpck_require__(1532);
/* harmony import */ var _chunk_R6AQ45PN_js__WEBPACK_IMPORTED_MODULE_12__ = __nccwpck_require__(2644);
/* harmony import */ var _chunk_VVYGDNDB_js__WEBPACK_IMPORTED_MODULE_13__ = __nccwpck_require__(9059);
/* harmony import */ var _chunk_HQETMJ6A_js__WEBPACK_IMPORTED_MODULE_14__ = __nccwpck_require__(87);
/* harmony import */ var _chunk_H4RLTE5G_js__WEBPACK_IMPORTED_MODULE_15__ = __nccwpck_require__(8470);
/* harmony import */ var _chunk_WFA4UZGF_js__WEBPACK_IMPORTED_MODULE_16__ = __nccwpck_require__(377);
/* harmony import */ var _chunk_H25PHJEN_js__WEBPACK_IMPORTED_MODULE_17__ = __nccwpck_require__(8433);
/* harmony import */ var _chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_18__ = __nccwpck_require__(1483);
/* harmony import */ var _chunk_WOT6VMZA_js__WEBPACK_IMPORTED_MODULE_19__ = __nccwpck_require__(4451);
async function p(e=(0,_chunk_KSPBTD2O_js__WEBPACK_IMPORTED_MODULE_6__.a)(),r=(0,_chunk_SDZT6IEX_js__WEBPACK_IMPORTED_MODULE_0__.b)(),c={}){let t;try{t=(0,_chunk_2S3MLQRD_js__WEBPACK_IMPORTED_MODULE_1__.a)(e,r,c),r.output("session",t.session),(0,_chunk_2S3MLQRD_js__WEBPACK_IMPORTED_MODULE_1__.b)(t);let{dispatch:o}=await __nccwpck_require__.e(/* import() */ 717).then(__nccwpck_require__.bind(__nccwpck_require__, 8717));await o(t,r)}catch(o){let i=(0,_chunk_LZC5L5O2_js__WEBPACK_IMPORTED_MODULE_18__.c)(o);r.output("outcome",f(t)),t===void 0&&r.warn((0,_chunk_HQETMJ6A_js__WEBPACK_IMPORTED_MODULE_14__.a)(i)),r.fail(i)}}function f(e){return e?.inputs.command==="run"?"failed":"refused"}p();

