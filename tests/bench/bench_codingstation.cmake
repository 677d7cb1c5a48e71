add_executable(bulkproject bulkproject.cpp)
target_link_libraries(bulkproject PRIVATE antiphon_bulk_project)
set_target_properties(bulkproject PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
