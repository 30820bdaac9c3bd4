// Edits all that the readers accept. That each edit gave the tree that was asked for is checked by
// the editor itself; here the bytes around it are compared.
#include "tests/core/editing/edit_target.h"

#include "core/base/check.h"
#include "core/editing/csv_edit.h"
#include "tests/core/editing/random_edits.h"

namespace tests {
namespace {

constexpr int kEdits = 4;

bool is_about_the_value(const core::Failure& failure) {
  return failure.message.find("cannot be made") == std::string::npos;
}

// The text before the list or map that was edited is the same.
void check_before(const core::YamlDocument& before, const std::string& after,
                  const RandomEdit& edit) {
  core::YamlPath path = edit.path;
  const bool of_entry =
      edit.what == RandomEdit::What::move || edit.what == RandomEdit::What::remove;
  if (of_entry) path.pop_back();
  const core::Result<core::YamlSpot> spot = core::find_spot(before, path);
  BANCHENG_CHECK(spot.ok());
  const std::size_t same =
      before.mark.size() + (spot->entry() == nullptr ? 0 : spot->entry()->key_begin);
  BANCHENG_CHECK((before.mark + before.text).substr(0, same) == after.substr(0, same));
}

void edit_yaml(core::SourceFile file, Random& random, Tried& tried) {
  for (int i = 0; i < kEdits; ++i) {
    const core::Result<core::YamlDocument> document = core::read_document(file);
    if (!document) return;
    const RandomEdit edit = random_edit(*document, random);
    const core::Result<std::string> text = made(file, edit);
    ++tried.edits;
    if (text) {
      check_before(*document, *text, edit);
      file.text = *text;
    } else if (!is_about_the_value(text.failure())) {
      ++tried.refusals;
      tried.last_refusal = in_words(edit) + "\n" + file.text + "\n" + text.failure().message;
    }
  }
}

void edit_csv(core::SourceFile file, Random& random) {
  for (int i = 0; i < kEdits; ++i) {
    const auto rows = core::csv_rows(file);
    if (!rows || rows->empty()) return;
    const std::size_t row = random_below(random, rows->size());
    const std::size_t other = random_below(random, rows->size());
    const std::size_t column = random_below(random, (*rows)[row].size());
    const core::Result<std::string> text =
        i == 0   ? core::set_csv_cell(file, row, column, random_text(random))
        : i == 1 ? core::insert_csv_row(file, row, {random_text(random), "b"})
        : i == 2 ? core::move_csv_row(file, row, other)
                 : core::remove_csv_column(file, column);
    if (text) file.text = *text;
  }
}

}  // namespace

Tried edit_anything(const std::string& text, std::uint64_t seed) {
  Random random(seed);
  Tried tried;
  edit_yaml({"any.yaml", text}, random, tried);
  edit_csv({"any.csv", text}, random);
  return tried;
}

}  // namespace tests
