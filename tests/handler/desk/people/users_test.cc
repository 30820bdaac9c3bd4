// The users of a site as its administrator manages them, and the limits of that.
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

const Form kLi = {{"login", "li.na"}, {"name", "李娜"}, {"role", "unit"}, {"unit", "housing"}};

// The password on the page that shows it.
std::string password_on(const web::Response& page) {
  const std::string before = "handed-password\">";
  const auto from = page.body.find(before);
  if (from == std::string::npos) return "";
  return page.body.substr(from + before.size(), 19);
}

struct Office {
  Office() : admin(house.enter(house_admin())) {}
  static std::vector<cases::Grant> house_admin() { return {{"demo", Role::admin, "", ""}}; }
  web::Response add(const Form& form) { return house.post("demo/users", admin, form); }
  store::User user(const std::string& login) { return house.store().user_by_login(login).value(); }
  std::string page_of(const std::string& login) {
    return "demo/users/" + std::to_string(user(login).id);
  }
  web::Response sign_in(const std::string& login, const std::string& password) {
    return house.post("demo/sign-in", "", {{"login", login}, {"password", password}});
  }

  DeskFixture house;
  std::string admin;
};

TEST(Users, AreAddedWithAPasswordThatTheyMustChange) {
  Office office;
  const web::Response added = office.add(kLi);
  EXPECT_EQ(added.status, 200);
  const std::string password = password_on(added);
  ASSERT_EQ(password.size(), 19u);
  const std::string li = office.house.enter_as(office.user("li.na").id);
  for (const char* path : {"demo/", "demo/ledgers", "demo/code"}) {
    const web::Response sent_away = office.house.get(path, li);
    EXPECT_EQ(sent_away.status, 303) << path;
    EXPECT_EQ(sent_away.header("Location"), "/handle/desk/demo/password");
  }
  EXPECT_TRUE(says(office.house.get("demo/password", li), "您现在的密码是别人设的"));
  const Form same = {{"present", password}, {"fresh", password}, {"again", password}};
  EXPECT_EQ(office.house.post("demo/password", li, same).status, 422);
  const Form fresh = {{"present", password},
                      {"fresh", "只有我知道的密码，很长很长的一串"},
                      {"again", "只有我知道的密码，很长很长的一串"}};
  EXPECT_EQ(office.house.post("demo/password", li, fresh).status, 303);
  const std::string again = office.house.enter_as(office.user("li.na").id);
  EXPECT_EQ(office.house.get("demo/", again).status, 200);
}

TEST(Users, SignInWithThePasswordThatWasShown) {
  Office office;
  const std::string first = password_on(office.add(kLi));
  EXPECT_EQ(office.sign_in("li.na", first).status, 303);
  const std::string second =
      password_on(office.house.post(office.page_of("li.na") + "/set_password", office.admin));
  ASSERT_EQ(second.size(), 19u);
  EXPECT_NE(first, second);
  EXPECT_EQ(office.sign_in("li.na", first).status, 401);
  EXPECT_EQ(office.sign_in("li.na", second).status, 303);
}

TEST(Users, AreRefusedWithWhatIsWrong) {
  Office office;
  const auto with = [](Form form, const std::string& field, const std::string& value) {
    std::erase_if(form, [&](const auto& typed) { return typed.first == field; });
    form.emplace_back(field, value);
    return form;
  };
  const std::pair<Form, const char*> mistakes[] = {
      {with(kLi, "login", "Li"), "用户名不合要求"}, {with(kLi, "login", "李"), "用户名不合要求"},
      {with(kLi, "name", " "), "请填写姓名"},       {with(kLi, "name", "李\n娜"), "请填写姓名"},
      {with(kLi, "role", "king"), "请选择身份"},    {with(kLi, "unit", ""), "要选一个单位"},
      {with(kLi, "unit", "moon"), "没有这个单位"},  {with(kLi, "window", "moon"), "没有这个窗口"},
      {with(kLi, "role", "dispatcher"), "才选单位"}};
  for (const auto& [form, words] : mistakes) {
    const web::Response page = office.add(form);
    EXPECT_EQ(page.status, 422) << words;
    EXPECT_TRUE(says(page, words)) << words;
  }
  EXPECT_EQ(office.house.store().users_of_site("demo").value().size(), 1u);
  EXPECT_EQ(office.add(kLi).status, 200);
  const web::Response twice = office.add(kLi);
  EXPECT_EQ(twice.status, 422);
  EXPECT_TRUE(says(twice, "已经有人用了"));
  EXPECT_TRUE(says(twice, "<a href=\"#add-heading\">")) << "leads to the form";
  EXPECT_EQ(tests::filled_in(twice.body, "name"), "李娜");
}

TEST(Users, GetAndLoseWhatTheyMayDo) {
  Office office;
  office.add(kLi);
  const std::string page = office.page_of("li.na");
  const Form clerk = {{"role", "front_desk"}, {"window", "qinghe"}};
  EXPECT_EQ(office.house.post(page + "/grant", office.admin, clerk).status, 303);
  ASSERT_EQ(office.user("li.na").grants.size(), 2u);
  EXPECT_EQ(office.house
                .post(page + "/revoke", office.admin,
                      {{"role", "unit"}, {"window", ""}, {"unit", "housing"}})
                .status,
            303);
  ASSERT_EQ(office.user("li.na").grants.size(), 1u);
  EXPECT_EQ(office.user("li.na").grants.front().window, "qinghe");
  EXPECT_EQ(office.house.post(page + "/revoke", office.admin, clerk).status, 303);
  EXPECT_EQ(office.house.post(page + "/revoke", office.admin, clerk).status, 303);
  EXPECT_TRUE(says(office.house.get("demo/users", office.admin), "现在没有身份"));
  const web::Response shown = office.house.get(page, office.admin);
  for (const char* words : {"添加人员", "增加身份", "撤销身份", "人员 user1"})
    EXPECT_TRUE(says(shown, words)) << words;
}

TEST(Users, AreShutOutAndLetInAgain) {
  Office office;
  const std::string password = password_on(office.add(kLi));
  const std::string page = office.page_of("li.na");
  const std::string li = office.house.enter_as(office.user("li.na").id);
  EXPECT_EQ(office.house.post(page + "/disable", office.admin).status, 303);
  EXPECT_EQ(office.house.get("demo/password", li).status, 303);
  EXPECT_EQ(office.sign_in("li.na", password).status, 401);
  EXPECT_TRUE(says(office.house.get("demo/users", office.admin), "已停用"));
  EXPECT_EQ(office.house.post(page + "/enable", office.admin).status, 303);
  EXPECT_EQ(office.sign_in("li.na", password).status, 303);
}

TEST(Users, CannotChangeThemselves) {
  Office office;
  const std::string own =
      "demo/users/" + std::to_string(office.house.store().users_of_site("demo")->front().id);
  EXPECT_FALSE(says(office.house.get(own, office.admin), "<form class=\"inline\" action=\"" + own));
  for (const char* act : {"/disable", "/revoke", "/grant", "/set_password"}) {
    const Form form = {{"role", "front_desk"}};
    const web::Response refused = office.house.post(own + act, office.admin, form);
    EXPECT_EQ(refused.status, 422) << act;
    EXPECT_TRUE(says(refused, "不能改动自己")) << act;
  }
}

TEST(Users, OfAnotherSiteKeepTheirAccounts) {
  Office office;
  office.house.add_user("zhao", {{"pingyi", Role::front_desk, "", ""}});
  office.house.add_user("qian",
                        {{"pingyi", Role::front_desk, "", ""}, {"demo", Role::auditor, "", ""}});
  EXPECT_FALSE(says(office.house.get("demo/users", office.admin), "zhao"));
  EXPECT_EQ(office.house.get(office.page_of("zhao"), office.admin).status, 404);
  EXPECT_EQ(office.house.post(office.page_of("zhao") + "/disable", office.admin).status, 404);
  const std::string qian = office.page_of("qian");
  for (const char* act : {"/disable", "/enable", "/set_password", "/drop_code"})
    EXPECT_EQ(office.house.post(qian + act, office.admin).status, 422) << act;
  EXPECT_EQ(office.house.post(qian + "/revoke", office.admin, {{"role", "auditor"}}).status, 303);
  ASSERT_EQ(office.user("qian").grants.size(), 1u);
  EXPECT_EQ(office.user("qian").grants.front().site, "pingyi");
}

TEST(Users, AreReadByTheAuditorAlone) {
  Office office;
  office.add(kLi);
  const std::string auditor = office.house.enter_as_role(Role::auditor);
  EXPECT_TRUE(says(office.house.get("demo/users", auditor), "李娜"));
  EXPECT_FALSE(says(office.house.get("demo/users", auditor), "field-login"));
  EXPECT_FALSE(says(office.house.get(office.page_of("li.na"), auditor), "/revoke"));
  EXPECT_EQ(office.house.post("demo/users", auditor, kLi).status, 403);
  EXPECT_EQ(office.house.post(office.page_of("li.na") + "/disable", auditor).status, 403);
  const std::string window = office.house.enter_as_role(Role::front_desk);
  EXPECT_EQ(office.house.get("demo/users", window).status, 403);
}

TEST(Users, AreNotLostWhenTheDatabaseRefuses) {
  Office office;
  office.add(kLi);
  office.house.faults().refuse_writes = core::FailureCode::disk_full;
  const Form other = {{"login", "wang"}, {"name", "王芳"}, {"role", "dispatcher"}};
  const web::Response refused = office.add(other);
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(says(refused, "请过几分钟再试"));
  EXPECT_EQ(tests::filled_in(refused.body, "login"), "wang");
  EXPECT_EQ(office.house.post(office.page_of("li.na") + "/disable", office.admin).status, 503);
}

TEST(Users, AreToldOfAHeldClockAndKeepWhatWasTyped) {
  Office office;
  office.add(kLi);
  office.house.faults().refuse_writes = core::FailureCode::clock_held;
  const web::Response added =
      office.add({{"login", "wang"}, {"name", "王芳"}, {"role", "dispatcher"}});
  EXPECT_EQ(added.status, 503);
  EXPECT_TRUE(reads(added, "服务器的时间不对"));
  EXPECT_EQ(tests::filled_in(added.body, "login"), "wang");
  EXPECT_TRUE(says(added, "<option value=\"dispatcher\" selected>"));
  const web::Response granted =
      office.house.post(office.page_of("li.na") + "/grant", office.admin, {{"role", "dispatcher"}});
  EXPECT_EQ(granted.status, 503);
  EXPECT_TRUE(reads(granted, "这一步没有完成"));
  EXPECT_TRUE(reads(granted, "服务器的时间不对"));
  EXPECT_TRUE(says(granted, "<details open>"));
  EXPECT_TRUE(says(granted, "<option value=\"dispatcher\" selected>"));
}

}  // namespace
}  // namespace handler::desk::testing
