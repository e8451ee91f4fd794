import { useState, type ReactNode } from "react";
import { useParams } from "wouter";
import { AUDIT_ROLES, AUDIT_SUBJECTS, listAuditTrail, type AuditEntry } from "../../../../server/client/records.ts";
import { SelectField } from "../../design/fields/select-field.tsx";
import { TextLink } from "../../design/text-link.tsx";
import { services } from "../../state/services.ts";
import { useTexts } from "../../state/texts.ts";
import { NotFoundPage } from "../not-found/not-found.tsx";
import { PublicPage } from "./parts/public-page.tsx";
import { useSubjectWords } from "./parts/subject-link.tsx";
import { subjectKind } from "./parts/subjects.ts";
import { useRoleWords } from "./parts/trail-words.ts";
import { TrailTable } from "./parts/trail-table.tsx";
import { useRecords } from "./parts/use-records.ts";

const SUBJECT = new RegExp(`^(${AUDIT_SUBJECTS.join("|")})(:[0-9a-zA-Z]{1,78})?$`);

/** The whole trail, or, as `/public/trail/election:3`, that of one subject or kind of subject. */
export function PublicTrailPage(): ReactNode {
  const { subject } = useParams<{ subject?: string }>();
  if (subject !== undefined && !SUBJECT.test(subject)) return <NotFoundPage />;
  return <Trail key={subject} of={subject} />;
}

type Role = AuditEntry["role"] | "";
type Kind = AuditEntry["subject"]["kind"] | "";

function Trail({ of }: { readonly of: string | undefined }): ReactNode {
  const say = useTexts("public");
  const subjectWords = useSubjectWords();
  const [role, setRole] = useState<Role>("");
  const [kind, setKind] = useState<Kind>("");
  const subject = of ?? (kind === "" ? undefined : kind);
  const filters = { ...(role === "" ? {} : { role }), ...(subject === undefined ? {} : { subject }) };
  const records = useRecords<AuditEntry>({
    name: ["trail", subject, role],
    load: (query, signal) => services.call(listAuditTrail, { query: { ...query, ...filters }, signal }),
  });
  return (
    <PublicPage
      title={of === undefined ? say("trail") : say("trailOfSubject", { subject: subjectWords(of) })}
      lead={<p>{say("trailLead")}</p>}
    >
      {of !== undefined && (
        <p>
          <TextLink to="/public/trail">{say("filterReset")}</TextLink>
        </p>
      )}
      <div className="filter-row">
        {of === undefined && <KindField value={kind} onChange={setKind} />}
        <RoleField value={role} onChange={setRole} />
      </div>
      <TrailTable records={records} />
    </PublicPage>
  );
}

function KindField(field: { readonly value: Kind; readonly onChange: (kind: Kind) => void }): ReactNode {
  const say = useTexts("public");
  const options = AUDIT_SUBJECTS.map((value) => ({ value, label: say(`subject_${subjectKind(value) ?? "unknown"}`) }));
  return (
    <SelectField<Kind>
      id="trail-subject"
      label={say("filterSubject")}
      options={[{ value: "", label: say("allSubjects") }, ...options]}
      {...field}
    />
  );
}

function RoleField(field: { readonly value: Role; readonly onChange: (role: Role) => void }): ReactNode {
  const say = useTexts("public");
  const roleWords = useRoleWords();
  const options = AUDIT_ROLES.map((value) => ({ value, label: roleWords(value) }));
  return (
    <SelectField<Role>
      id="trail-role"
      label={say("filterRole")}
      options={[{ value: "", label: say("allRoles") }, ...options]}
      {...field}
    />
  );
}
