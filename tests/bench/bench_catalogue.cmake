add_executable(bulkcatalogue bulkcatalogue.cpp)
target_link_libraries(bulkcatalogue PRIVATE antiphon_catalogue_file)
set_target_properties(bulkcatalogue PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
