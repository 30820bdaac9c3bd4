// The checks of the machine at the desk: for administrators, without paths.
#include "handler/store/keys.h"
#include "tests/handler/desk/desk_fixture.h"

namespace handler::desk::testing {
namespace {

using core::Role;

TEST(Checkup, ShowsAdministratorsWhatIsWrongWithoutPaths) {
  DeskFixture house;
  const tests::TemporaryFolder data;
  house.services().place = {.data = data.path() / "var",
                            .published = handler::testing::published().root()};
  const std::string admin = house.enter_as_role(Role::admin);
  const web::Response page = house.get("demo/checkup", admin);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(reads(page, "还没有做过备份"));
  EXPECT_TRUE(reads(page, "严重"));
  EXPECT_FALSE(says(page, data.path().string()));
  EXPECT_TRUE(says(house.get("demo/users", admin), "/handle/desk/demo/checkup"));
  EXPECT_TRUE(says(page, "href=\"/handle/desk/demo/users\" aria-current=\"page\""))
      << "in the menu";
}

TEST(Checkup, IsForAdministratorsAlone) {
  DeskFixture house;
  for (const Role role : {Role::front_desk, Role::auditor, Role::leader_on_duty})
    EXPECT_EQ(house.get("demo/checkup", house.enter_as_role(role)).status, 403);
}

}  // namespace
}  // namespace handler::desk::testing
