// A form with files passes the same checks as any other.
#include "tests/handler/desk/counter_fixture.h"
#include "tests/handler/uploads.h"

namespace handler::desk::testing {
namespace {

class UploadForm : public CounterFixture {
 protected:
  // The form for a supplement with this CSRF token, and a picture in a field that no form has.
  web::Request supplement(const std::string& csrf) {
    web::Request request =
        house.request("POST", DeskFixture::page_of(id) + "/actions/supplement", clerk);
    handler::testing::set_upload(request, {{"csrf", csrf},
                                           {"seen", std::to_string(house.last_seq(id))},
                                           {"words", "带了合同原件"},
                                           {"remark", "本人来的"},
                                           {"other", "\xff\xd8picture", "照片.jpg"}});
    return request;
  }
  std::string csrf() { return web::csrf_token(house.services().desk_keys->session, clerk); }

  cases::CaseId id = house.report();
};

TEST_F(UploadForm, IsReadLikeAnyOther) {
  EXPECT_EQ(house.handle(supplement(csrf())).status, 303);
  EXPECT_TRUE(says(house.get(DeskFixture::page_of(id), clerk), "带了合同原件"));
}

TEST_F(UploadForm, NeedsTheTokenOfItsSession) {
  for (const char* wrong : {"", "x"}) {
    const web::Response page = house.handle(supplement(wrong));
    EXPECT_EQ(page.status, 403);
    EXPECT_TRUE(says(page, "带了合同原件")) << "what was typed is not lost";
  }
}

TEST_F(UploadForm, MustComeFromOurPages) {
  web::Request foreign = supplement(csrf());
  foreign.headers["sec-fetch-site"] = "cross-site";
  EXPECT_EQ(house.handle(foreign).status, 403);
}

TEST_F(UploadForm, IsRefusedWhereNoFilesAreTaken) {
  web::Request request = house.request("POST", "demo/search", clerk);
  handler::testing::set_upload(request, {{"csrf", csrf()}});
  EXPECT_EQ(house.handle(request).status, 415);
}

}  // namespace
}  // namespace handler::desk::testing
