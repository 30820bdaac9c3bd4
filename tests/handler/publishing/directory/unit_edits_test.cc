// Edits of the units of all shipped sites change the keys that differ and no other byte.
#include "handler/publishing/directory/unit_edits.h"

#include <gtest/gtest.h>

#include "handler/publishing/yaml_changes.h"
#include "tests/handler/publishing/directory/site_texts.h"

namespace handler::publishing::testing::directory {
namespace {

using core::FolderTexts;
using core::Unit;

std::vector<Unit> units_in(const FolderTexts& texts) {
  core::Diagnostics found;
  const auto root = core::read_yaml(kUnitsFile, texts.at(kUnitsFile), found);
  std::vector<Unit> units = core::read_units(*root, found);
  EXPECT_FALSE(found.has_errors()) << found.text();
  return units;
}

FolderTexts with(const FolderTexts& texts, const core::Result<core::FileChanges>& made) {
  EXPECT_TRUE(made.ok()) << (made ? "" : made.failure().message);
  return made ? changed(texts, *made) : texts;
}

TEST(UnitEdits, SetDeputyAndPhoneOfAnyUnitAndTakeThemBackByteForByte) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    const std::vector<Unit> units = units_in(texts);
    ASSERT_FALSE(units.empty()) << id;
    for (const Unit& unit : units) {
      Unit other = unit;
      other.deputy = "王新, 甲";
      other.phone = "0999-5559997";
      other.name = "新" + unit.name;
      const FolderTexts after = with(texts, set_units(texts, {other}));
      for (std::size_t i = 0; i < units.size(); ++i)
        EXPECT_EQ(mark_of(units_in(after)[i]), mark_of(units[i].id == unit.id ? other : units[i]))
            << id << " " << unit.id;
      EXPECT_EQ(differences(texts, with(after, set_units(after, {unit}))), "")
          << id << " " << unit.id;
    }
  }
}

TEST(UnitEdits, ChangeNothingWhereNothingDiffers) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    EXPECT_TRUE(set_units(texts, units_in(texts))->empty()) << id;
  }
}

TEST(UnitEdits, AddAUnitAndTakeItOutAgain) {
  for (const std::string& id : kAllSites) {
    const FolderTexts texts = texts_of_site(id);
    const Unit fresh{.id = "new_bureau", .name = "新局", .type = "vertical", .liaison = "李联"};
    const FolderTexts after = with(texts, add_unit(texts, fresh));
    EXPECT_EQ(mark_of(units_in(after).back()), mark_of(fresh));
    EXPECT_EQ(add_unit(after, fresh).failure().code, core::FailureCode::conflict);
    EXPECT_EQ(differences(texts, with(after, remove_unit(after, "new_bureau"))), "") << id;
  }
}

TEST(UnitEdits, RefuseAUnitThatIsNotThere) {
  const FolderTexts texts = texts_of_site("demo");
  EXPECT_EQ(set_units(texts, {{.id = "moon"}}).failure().code, core::FailureCode::not_found);
  EXPECT_EQ(remove_unit(texts, "moon").failure().code, core::FailureCode::not_found);
  EXPECT_EQ(remove_unit({}, "moon").failure().code, core::FailureCode::not_found);
}

}  // namespace
}  // namespace handler::publishing::testing::directory
