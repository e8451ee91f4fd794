import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components/Tabs";

export interface TabSetProps {
  readonly tabs: readonly { readonly id: string; readonly label: string; readonly children: ReactNode }[];
  /** Said by screen readers before the tabs. */
  readonly label?: string;
}

/** A few views of one thing, one at a time. What everybody must read does not belong behind a tab. */
export function TabSet({ tabs, label }: TabSetProps): ReactNode {
  return (
    <Tabs className="tabs">
      <TabList className="tab-list" aria-label={label ?? tabs.map((tab) => tab.label).join(", ")}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className="tab">
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className="tab-panel">
          {tab.children}
        </TabPanel>
      ))}
    </Tabs>
  );
}
