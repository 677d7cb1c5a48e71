add_executable(bulkcatalogue bulkcatalogue.cpp)
target_link_libraries(bulkcatalogue PRIVATE antiphon_catalogue_file)
set_target_properties(bulkcatalogue PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")

add_executable(bench_catalogue bench_catalogue.cpp cataloguepeers.cpp cataloguepeers.h)
target_compile_definitions(bench_catalogue PRIVATE ANTIPHON_BENCH_PEERS="${CMAKE_CURRENT_SOURCE_DIR}/peers")
target_link_libraries(bench_catalogue PRIVATE antiphon_compiler antiphon_catalogue_file antiphon_cascade)
set_target_properties(bench_catalogue PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bench")
