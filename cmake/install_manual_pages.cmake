# Installs a manual page for each installed program, made of what the program there says of itself with --help.
set(root $ENV{DESTDIR}${CMAKE_INSTALL_PREFIX})

function(install_manual_page program section)
  get_filename_component(name ${program} NAME)
  message(STATUS "Installing: ${name}.${section}")
  execute_process(COMMAND ${CMAKE_SOURCE_DIR}/script/manual-page ${root}/${program} ${section}
    OUTPUT_VARIABLE page COMMAND_ERROR_IS_FATAL ANY)
  # The programs name files where they lie now.
  if(NOT "$ENV{DESTDIR}" STREQUAL "")
    string(REPLACE "$ENV{DESTDIR}" "" page "${page}")
  endif()
  file(WRITE ${root}/${CMAKE_INSTALL_MANDIR}/man${section}/${name}.${section} "${page}")
endfunction()

foreach(name generator handler file_cleaner)
  install_manual_page(${CMAKE_INSTALL_BINDIR}/${name} 1)
endforeach()
install_manual_page(${CMAKE_INSTALL_SBINDIR}/bancheng-setup 8)
