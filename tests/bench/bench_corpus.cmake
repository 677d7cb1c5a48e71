antiphon_add_bench(bench_corpus SOURCES bench_corpus.cpp LINKS antiphon_corpus)
if(TARGET antiphon_ui_corpus)
    antiphon_add_bench(bench_corpusview SOURCES bench_corpusview.cpp LINKS antiphon_ui_corpus)
endif()
