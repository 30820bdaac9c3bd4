// The table of who sees a file: by role, part in the case, whose file, type, and what the window
// released.
#include "handler/cases/actions/file_access.h"

#include <gtest/gtest.h>

#include "tests/handler/cases/case_life.h"

namespace handler::cases {
namespace {

using core::Role;
using testing::with;

enum class Matter { open, confidential, restricted };

Object object_of_matter(Matter matter) {
  return {.site = "here",
          .window = "town",
          .windows_above = {},
          .unit = "civil",
          .assisting = {"housing"},
          .concerned_unit = "tax",
          .restricted = matter == Matter::restricted,
          .confidential = matter == Matter::confidential};
}

CaseFile file_of(FileOf of, const std::string& type, bool released) {
  CaseFile file{.seq = 3, .field = "file1", .part = 9, .type = type, .bytes = 10, .of = of};
  file.released = released;
  return file;
}

char access(const StaffMember& actor, Matter matter, const CaseFile& file) {
  switch (file_access(actor, object_of_matter(matter), Case{}, file)) {
    case FileAccess::no:
      return '-';
    case FileAccess::held:
      return 'h';
    case FileAccess::see:
      return 's';
  }
  return '?';
}

// Six letters, of a file of the reporter: picture and PDF in an open, a confidential and a
// restricted case.
std::string of_reporter(const StaffMember& actor, bool released) {
  std::string all;
  for (const Matter matter : {Matter::open, Matter::confidential, Matter::restricted}) {
    for (const char* type : {"jpeg", "pdf"})
      all += access(actor, matter, file_of(FileOf::reporter, type, released));
  }
  return all;
}

struct Row {
  Role role;
  std::string unit;
  std::string unreleased;
  std::string released;
};

TEST(FileAccess, OfWhatTheReporterSentFollowsTheTable) {
  const Row rows[] = {
      {Role::front_desk, "", "ssssss", "ssssss"},
      {Role::dispatcher, "", "sshhss", "ssssss"},
      {Role::leader_on_duty, "", "sshhss", "ssssss"},
      {Role::leading_group, "", "sshhss", "ssssss"},
      {Role::supervision, "", "sshhss", "ssssss"},
      {Role::unit, "civil", "shhhhh", "ssssss"},    // holds the case
      {Role::unit, "housing", "hhhhhh", "ssssss"},  // assists
      {Role::unit, "tax", "------", "------"},      // has no part in it
      {Role::auditor, "", "hhhhhh", "hhhhhh"},
      {Role::editor, "", "------", "------"},
      {Role::admin, "", "------", "------"},
  };
  for (const Row& row : rows) {
    const StaffMember actor = with(row.role, row.unit);
    EXPECT_EQ(of_reporter(actor, false), row.unreleased) << core::to_text(row.role) << row.unit;
    EXPECT_EQ(of_reporter(actor, true), row.released) << core::to_text(row.role) << row.unit;
  }
}

TEST(FileAccess, OfWhatTheOfficeSentIsForAllWhoSeeTheCase) {
  for (const FileOf of : {FileOf::unit, FileOf::office}) {
    for (const Matter matter : {Matter::open, Matter::confidential, Matter::restricted}) {
      const CaseFile pdf = file_of(of, "pdf", false);
      for (const char* unit : {"civil", "housing"})
        EXPECT_EQ(access(with(Role::unit, unit), matter, pdf), 's') << unit;
      EXPECT_EQ(access(with(Role::auditor, ""), matter, pdf), 's');
      EXPECT_EQ(access(with(Role::unit, "tax"), matter, pdf), '-');
    }
  }
}

TEST(FileAccess, EndsWithTheFile) {
  CaseFile gone = file_of(FileOf::reporter, "jpeg", true);
  gone.withdrawn = true;
  EXPECT_EQ(access(with(Role::front_desk, ""), Matter::open, gone), '-');
  gone.withdrawn = false;
  gone.destroyed = true;
  EXPECT_EQ(access(with(Role::front_desk, ""), Matter::open, gone), '-');
}

TEST(FileAccess, EndsAtTheSite) {
  const StaffMember elsewhere = {1, "one", {{"there", Role::front_desk, "", ""}}};
  EXPECT_EQ(access(elsewhere, Matter::open, file_of(FileOf::reporter, "jpeg", true)), '-');
}

TEST(FileAccess, IsThatOfTheGrantThatSeesMost) {
  StaffMember two = with(Role::auditor, "");
  const CaseFile picture = file_of(FileOf::reporter, "png", false);
  EXPECT_EQ(access(two, Matter::open, picture), 'h');
  two.grants.push_back({"here", Role::unit, "", "civil"});
  EXPECT_EQ(access(two, Matter::open, picture), 's');
}

// What was sent while the case was kept from the unit stays kept from it.
TEST(FileAccess, KeepsTheRestrictedTimeFromTheUnitThatItWasAbout) {
  Case subject;
  subject.restricted_until = 5;
  subject.shielded_units = {"civil"};
  CaseFile file = file_of(FileOf::office, "jpeg", false);
  const Object object = object_of_matter(Matter::open);
  EXPECT_EQ(file_access(with(Role::unit, "civil"), object, subject, file), FileAccess::no);
  EXPECT_EQ(file_access(with(Role::unit, "housing"), object, subject, file), FileAccess::see);
  file.seq = 6;
  EXPECT_EQ(file_access(with(Role::unit, "civil"), object, subject, file), FileAccess::see);
}

TEST(FileAccess, OfReportersIsWhatTheyWereToldWith) {
  CaseFile told = file_of(FileOf::office, "jpeg", false);
  EXPECT_FALSE(reporter_sees(told));
  told.for_reporter = true;
  EXPECT_TRUE(reporter_sees(told));
  told.withdrawn = true;
  EXPECT_FALSE(reporter_sees(told));
  EXPECT_FALSE(reporter_sees(file_of(FileOf::reporter, "jpeg", true))) << "sealed for the office";
}

}  // namespace
}  // namespace handler::cases
