// The service file is read as libpq reads it, and each thing that is wrong is said.
#include "handler/store/postgres/service_file.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;
using core::FailureCode;
using handler::store::read_service_file;

class ServiceFile : public testing::Test {
 protected:
  core::Result<handler::store::ServiceParameters> read(const std::string& text,
                                                       unsigned mode = 0600) const {
    const fs::path file = folder_ / "pg_service.conf";
    std::ofstream(file) << text;
    fs::permissions(file, static_cast<fs::perms>(mode));
    return read_service_file(file.string());
  }
  std::string said(const std::string& text, unsigned mode = 0600) const {
    const auto parameters = read(text, mode);
    return parameters ? "" : parameters.failure().message;
  }

  tests::TemporaryFolder folder_;
};

constexpr const char* kGood =
    "# of the town\n[bancheng]\nhost=db.example\n\ndbname=bancheng\nuser=window\npassword=a=b c\n";

TEST_F(ServiceFile, GivesItsLinesInOrder) {
  const auto parameters = read(kGood, 0640).value();
  ASSERT_EQ(parameters.size(), 4U);
  EXPECT_EQ(parameters[0], (std::pair<std::string, std::string>("host", "db.example")));
  EXPECT_EQ(parameters[3], (std::pair<std::string, std::string>("password", "a=b c")));
}

TEST_F(ServiceFile, IsForItsOwnersEyes) {
  for (const unsigned mode : {0644U, 0604U, 0660U, 0777U}) {
    EXPECT_EQ(read(kGood, mode).failure().code, FailureCode::no_access) << mode;
    EXPECT_NE(said(kGood, mode).find("chmod 640"), std::string::npos) << mode;
  }
}

TEST_F(ServiceFile, IsMissedInWords) {
  EXPECT_EQ(read_service_file((folder_ / "none").string()).failure().code, FailureCode::not_found);
  EXPECT_EQ(read_service_file(folder_.path().string()).failure().code, FailureCode::misconfigured);
}

TEST_F(ServiceFile, SaysWhatIsWrongAndNeverAValue) {
  struct Case {
    const char* text;
    const char* says;
  };
  constexpr Case kCases[] = {
      {"host=secret\n", "in line 1: write a section first"},
      {"[a]\nhost=secret\n[b]\n", "in line 3: a second section"},
      {"[a]\nsecret\n", "in line 2: write NAME=VALUE"},
      {"[a]\nhost = secret\n", "in line 2: leave out the blanks"},
      {"[a]\nhost=secret\nhost=secret\n", "host is there twice"},
      {"[a]\noptions=-c secret\n", "take out options"},
      {"[a]\ntarget_session_attrs=secret\n", "take out target_session_attrs"},
      {"[a]\nhost=secret\nuser=secret\n", "lacks dbname"},
      {"[a]\n", "lacks host"},
  };
  for (const Case& one : kCases) {
    EXPECT_NE(said(one.text).find(one.says), std::string::npos) << said(one.text);
    EXPECT_EQ(said(one.text).find("secret"), std::string::npos) << said(one.text);
    EXPECT_EQ(read(one.text).failure().code, FailureCode::misconfigured) << one.text;
  }
}

}  // namespace
