# What `cmake --install build/release --prefix PLACE` puts where (Filesystem Hierarchy Standard). The Debian package and the
# tar of script/package are made of it.
include(GNUInstallDirs)

install(TARGETS generator handler file_cleaner RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS handler_cgi RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/bancheng)
install(PROGRAMS deploy/bancheng-setup DESTINATION ${CMAKE_INSTALL_SBINDIR})
install(DIRECTORY site_templates content/calendar DESTINATION ${CMAKE_INSTALL_DATADIR}/bancheng)
file(GLOB documents CONFIGURE_DEPENDS docs/*.md)
install(FILES README.md README.zh-CN.md CHANGELOG.md LICENSE ${documents} DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/bancheng)
install(DIRECTORY docs/templates DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/bancheng)

# The files of deploy/ name /usr/local. They are written anew when it is known where they go: --prefix may change it.
foreach(name SOURCE_DIR INSTALL_BINDIR INSTALL_SBINDIR INSTALL_LIBEXECDIR INSTALL_DATADIR INSTALL_MANDIR)
  install(CODE "set(CMAKE_${name} \"${CMAKE_${name}}\")")
endforeach()
install(SCRIPT cmake/install_deploy.cmake)
install(SCRIPT cmake/install_manual_pages.cmake)
