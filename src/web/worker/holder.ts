import { claims } from "./holder/claims.ts";
import { consents } from "./holder/consents.ts";
import { credentials } from "./holder/credentials.ts";
import { meetDepartment } from "./holder/departments.ts";
import { electorates } from "./holder/electorates.ts";
import { erasures } from "./holder/erasures.ts";
import { stopFollowing } from "./holder/following.ts";
import { given } from "./holder/given.ts";
import { policies } from "./holder/policies.ts";
import { proofs } from "./holder/proofs.ts";
import { notes } from "./holder/purse.ts";
import { records } from "./holder/records.ts";
import { dropPromise } from "./holder/relaying.ts";
import { followTakingBack, takeBack } from "./holder/taking-back.ts";

/** A citizen's wallet at work: what she holds, what she is asked, what she gave. Proofs and answers go out, nothing else of hers. */
export const holder = {
  credentials,
  claims,
  policies,
  proofs,
  electorates,
  given,
  takeBack,
  followTakingBack,
  consents,
  erasures,
  records,
  notes,

  /** Takes an address that the person brought for an office's letters, in place of any other one; gives its did:web. */
  async meet(address: string): Promise<string> {
    return (await meetDepartment(address, { replaces: true })).department;
  },

  stopFollowing,
  dropPromise,
};
