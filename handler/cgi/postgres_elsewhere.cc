// Stands where PostgreSQL's library would be linked: whole_program.h says why it is not.
#include "handler/cgi/whole_program.h"
#include "handler/store/postgres/postgres_connection.h"

namespace handler::store {

// Nothing of the request has been read yet: the store is opened first.
core::Result<std::unique_ptr<Database>> open_postgres(const PostgresOptions& options) {
  become_whole_program();
  return core::Failure{core::FailureCode::unavailable,
                       options.service_file +
                           ": handler.cgi does not reach PostgreSQL: put the program handler "
                           "beside it, or into /usr/local/bin"};
}

}  // namespace handler::store
