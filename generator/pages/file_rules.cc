// Fills in the numbers of the rule about files.
#include "generator/pages/file_rules.h"

namespace generator {

void add_file_rule(core::TemplateData& data, const core::Policy& policy) {
  const core::FileRule rule = policy.file_rule();
  if (!rule.taken) return;
  data.show("FILES_TAKEN")
      .set("FILES_MOST", rule.most)
      .set("FILES_EACH", rule.each)
      .set("FILES_OF_CASE", rule.of_case)
      .set("FILES_BEFORE", rule.before_acceptance)
      .show(rule.before_acceptance == 0 ? "NO_FILES_BEFORE" : "SOME_FILES_BEFORE")
      .show(policy.files ? "FILES_OF_TOWN" : "FILES_OF_PROGRAM");
}

}  // namespace generator
