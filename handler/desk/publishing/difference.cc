// Fills the parts of a difference.
#include "handler/desk/publishing/difference.h"

#include "core/changes/word_difference.h"

namespace handler::desk {
namespace {

constexpr int kLinesAround = 2;

}  // namespace

void add_difference(core::TemplateData& data, const std::string& before, const std::string& after) {
  using Kind = core::TextPart::Kind;
  for (const core::TextPart& part :
       core::only_changes(core::word_difference(before, after), kLinesAround)) {
    data.add("PART")
        .set("PART_TEXT", part.text)
        .show_if(part.kind == Kind::same, "PART_STAYS")
        .show_if(part.kind == Kind::gone, "PART_GOES")
        .show_if(part.kind == Kind::come, "PART_COMES");
  }
}

}  // namespace handler::desk
