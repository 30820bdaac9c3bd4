// Puts each mistake into words.
#include "handler/desk/publishing/pasted_mistakes.h"

#include "core/base/text.h"

namespace handler::desk {
namespace {

constexpr std::size_t kMostCharactersShown = 40;  // characters of a cell

std::string place_in_table(const core::Texts& texts, const publishing::TableMistake& mistake) {
  const std::string row = std::to_string(mistake.line);
  if (mistake.cell == 0) return texts.format("desk.publishing.pasted.row", {{"row", row}});
  return texts.format("desk.publishing.pasted.cell",
                      {{"row", row}, {"cell", std::to_string(mistake.cell)}});
}

}  // namespace

void add_table_mistakes(core::TemplateData& data, const core::Texts& texts,
                        const std::vector<publishing::TableMistake>& mistakes) {
  data.show_if(!mistakes.empty(), "HAS_TABLE_MISTAKES");
  for (const publishing::TableMistake& mistake : mistakes) {
    const bool names_a_row = mistake.code == "twice";
    data.add("TABLE_MISTAKE")
        .set("TABLE_MISTAKE_PLACE", place_in_table(texts, mistake))
        .set("TABLE_MISTAKE_WHAT", texts.format("desk.publishing.pasted.mistake." + mistake.code,
                                                {{"said", mistake.said}}))
        .set_optional(
            "TABLE_MISTAKE_SAID",
            names_a_row ? std::string() : core::shortened(mistake.said, kMostCharactersShown));
  }
}

}  // namespace handler::desk
