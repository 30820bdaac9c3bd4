// Where values come from, which one wins, and which ones are refused.
#include "core/settings/settings.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/settings/default_places.h"
#include "tests/support/temporary_folder.h"

namespace core {
namespace {

using Variables = std::map<std::string, std::string>;

class SettingsTest : public ::testing::Test {
 protected:
  void write(const std::string& text) const { std::ofstream(conf()) << text; }
  std::string conf() const { return (folder_ / "bancheng.conf").string(); }
  // Reads the file of the test, with these variables.
  Settings read(Variables variables = {}) { return read_named(conf(), std::move(variables)); }
  Settings read_named(const std::optional<std::string>& named, Variables variables) {
    diagnostics_ = {};
    const Environment environment = [&](const char* name) {
      const auto found = variables.find(name);
      return found == variables.end() ? std::nullopt : std::optional(found->second);
    };
    return read_settings(named, environment, diagnostics_);
  }
  bool complains(const std::string& words) const {
    return diagnostics_.text().find(words) != std::string::npos;
  }

  tests::TemporaryFolder folder_;
  Diagnostics diagnostics_;
};

TEST_F(SettingsTest, ComeFromTheFile) {
  write("data = /d\ncompress = yes\ntrust-proxy = 10.0.0.1\ntrust-proxy = ::1, 10.0.0.2\n");
  const Settings settings = read();
  EXPECT_FALSE(diagnostics_.has_errors()) << diagnostics_.text();
  EXPECT_EQ(settings.value("data"), "/d");
  EXPECT_EQ(settings.value("published"), std::nullopt);
  bool compress = false;
  settings.give_flag("compress", compress);
  EXPECT_TRUE(compress);
  std::vector<std::string> proxies;
  settings.give_list("trust-proxy", proxies);
  EXPECT_EQ(proxies, (std::vector<std::string>{"10.0.0.1", "::1", "10.0.0.2"}));
}

TEST_F(SettingsTest, OfTheEnvironmentWin) {
  write("data = /d\nbase-url = /a/\nrole = desk\n");
  const Settings settings = read({{"BANCHENG_DATA", "relative"},
                                  {"BANCHENG_BASE_URL", "https://a.example/b/"},
                                  {"BANCHENG_ROLE", ""},
                                  {"BANCHENG_GUARD_TEST_CLOCK", "1"}});
  EXPECT_FALSE(diagnostics_.has_errors()) << diagnostics_.text();
  EXPECT_EQ(settings.value("data"), "relative");
  EXPECT_EQ(settings.value("base-url"), "https://a.example/b/");
  EXPECT_EQ(settings.value("role"), "desk");
  EXPECT_EQ(settings.value("guard-test-clock"), "1");
}

TEST_F(SettingsTest, NameTheFileByOptionBeforeVariable) {
  write("data = /d\n");
  const std::string none = (folder_ / "none.conf").string();
  EXPECT_EQ(read_named(conf(), {{"BANCHENG_CONF", none}}).value("data"), "/d");
  EXPECT_FALSE(diagnostics_.has_errors());
  EXPECT_EQ(read_named(std::nullopt, {{"BANCHENG_CONF", conf()}}).value("data"), "/d");
  read_named(none, {});
  EXPECT_TRUE(complains("none.conf: error[conf.unreadable]")) << diagnostics_.text();
  read_named(std::nullopt, {{"BANCHENG_CONF", none}});
  EXPECT_TRUE(diagnostics_.has_errors());
  read_named("", {});
  EXPECT_TRUE(diagnostics_.has_errors());
}

TEST_F(SettingsTest, ReportEveryMistakeAtOnce) {
  write(
      "datta = /d\nbase-url = javascript:x\ndata = d\nrole = both\nrole = desk\n"
      "test-clock = /c\n");
  const Settings settings = read({{"BANCHENG_LISTEN", "here"}});
  EXPECT_EQ(diagnostics_.sorted().size(), 6u) << diagnostics_.text();
  EXPECT_TRUE(complains("bancheng.conf:1:1: error[conf.unknown-key]: there is no setting 'datta'"));
  EXPECT_TRUE(complains("^~~~~ did you mean 'data'?"));
  EXPECT_TRUE(complains("bancheng.conf:2:12: error[conf.value]: 'javascript:x' is no base URL"));
  EXPECT_TRUE(complains("bancheng.conf:3:8: error[conf.value]: a place is written from the root"));
  EXPECT_TRUE(complains("bancheng.conf:5:1: error[conf.twice]: 'role' is set twice"));
  EXPECT_TRUE(complains("there is no setting 'test-clock'"));
  EXPECT_TRUE(complains("BANCHENG_LISTEN: error[conf.value]: cannot listen on \"here\""));
  EXPECT_EQ(settings.value("role"), "both");
}

TEST_F(SettingsTest, NeverRepeatAPasswordThatStandsWhereAFileIsNamed) {
  write("database-service = postgresql://window:hush@db/bancheng\n");
  read({{"BANCHENG_DATABASE_SERVICE", "host=db password=whisper"}});
  EXPECT_TRUE(complains("bancheng.conf:1:20: error[conf.value]: database-service names a file"));
  EXPECT_TRUE(complains("BANCHENG_DATABASE_SERVICE: error[conf.value]"));
  EXPECT_FALSE(complains("whisper"));
}

TEST_F(SettingsTest, AreRefusedIfNoProgramCanWorkWithThem) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> wrong = {
      {"base-url", {"", "foo"}},
      {"data", {"", " "}},
      {"database", {"", "postgres", "SQLite"}},
      {"database-service", {"", "postgresql://window@db/bancheng", "host=db password=x"}},
      {"published", {""}},
      {"public", {""}},
      {"prefix", {"", "handle", "/handle/", "/", "//x"}},
      {"listen", {"", "nowhere", ":80", "a:99999", "unix:"}},
      {"role", {"", "PORTAL", "all"}},
      {"trust-proxy", {"", "foo", "10.0.0.1,foo", "10.0.0.0/8", "300.1.1.1"}},
      {"compress", {"", "maybe"}},
      {"certificate", {"", " "}},
      {"access-log", {"", " "}},
      {"clamd", {"", " "}},
      {"file-cleaner", {"", " "}},
      {"set-aside-megabytes", {"", "0", "-1", "200 MB"}},
      {"files-megabytes", {"", "0", "-1", "2 GB"}},
      {"backup-keep", {"", "0", "-1", "many"}}};
  for (const auto& [key, values] : wrong) {
    for (const std::string& value : values) {
      const Status checked = check_setting(key, value);
      ASSERT_FALSE(checked) << key << " = " << value;
      EXPECT_EQ(checked.failure().code, FailureCode::invalid);
      EXPECT_FALSE(checked.failure().message.empty());
    }
  }
  for (const auto& [key, value] :
       std::vector<std::pair<std::string, std::string>>{{"base-url", "https://a.example/"},
                                                        {"data", "var"},
                                                        {"prefix", "/x/handle"},
                                                        {"listen", "[::1]:8080"},
                                                        {"listen", "unix:/run/x"},
                                                        {"role", "portal"},
                                                        {"trust-proxy", "2001:db8::7"},
                                                        {"compress", "no"},
                                                        {"set-aside-megabytes", "200"},
                                                        {"files-megabytes", "2000"},
                                                        {"backup-keep", "14"}}) {
    EXPECT_TRUE(check_setting(key, value)) << key << " = " << value;
  }
}

TEST(ConfNamed, IsFoundWhereverTheOptionStands) {
  const auto named = [](std::vector<const char*> words) {
    return conf_named_by(static_cast<int>(words.size()), words.data());
  };
  EXPECT_EQ(named({"handler", "tick", "--conf", "/a"}), "/a");
  EXPECT_EQ(named({"handler", "tick", "--conf=/a"}), "/a");
  EXPECT_EQ(named({"handler", "tick", "--conf="}), "");
  EXPECT_EQ(named({"handler", "tick", "--conf"}), std::nullopt);
  EXPECT_EQ(named({"handler", "--", "--conf", "/a"}), std::nullopt);
  EXPECT_EQ(named({"handler", "--config=/a"}), std::nullopt);
}

TEST(DefaultPlaces, OfTheTemplatesFollowTheProgram) {
  const tests::TemporaryFolder root;
  const auto bin = root / "bin";
  std::filesystem::create_directories(bin);
  EXPECT_EQ(templates_place(bin), "/usr/share/bancheng/site_templates");
  EXPECT_EQ(templates_place({}), "/usr/share/bancheng/site_templates");
  std::filesystem::create_directories(bin / "site_templates");
  EXPECT_EQ(templates_place(bin), bin / "site_templates");
  const auto shared = root / "share" / "bancheng" / "site_templates";
  std::filesystem::create_directories(shared);
  EXPECT_EQ(templates_place(bin), shared);
}

}  // namespace
}  // namespace core
