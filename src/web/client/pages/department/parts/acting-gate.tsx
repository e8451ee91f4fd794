import type { ReactNode } from "react";
import type { ToldDepartment } from "../../../../worker/department/acting.ts";
import { ButtonLink } from "../../../design/button-link.tsx";
import { Empty } from "../../../design/empty.tsx";
import { useTexts } from "../../../state/texts.ts";
import { Answered } from "../../citizen/parts/answered.tsx";
import { useActing } from "./use-department.ts";

/** Shows `children` if the open account acts for a department. */
export function ActingGate({
  children,
}: {
  readonly children: (departments: readonly ToldDepartment[]) => ReactNode;
}): ReactNode {
  const say = useTexts("department");
  return (
    <Answered query={useActing()} what={say("theDepartment")}>
      {({ departments }) =>
        departments.length > 0 ? (
          children(departments)
        ) : (
          <Empty title={say("noDepartment")}>
            <p>{say("noDepartmentText")}</p>
            <p>
              <ButtonLink to="/department">{say("toFirstSteps")}</ButtonLink>
            </p>
          </Empty>
        )
      }
    </Answered>
  );
}
