#include "core/sample/sample.h"

#include "core/catalogue/catalogueimport.h"
#include "core/coding/codebookimport.h"
#include "core/coding/codingimport.h"
#include "core/corpus/corpusimport.h"
#include "resources/resources.h"

namespace antiphon {

namespace {

QString fileOf(const char* name)
{
    return QStringLiteral(":/antiphon/sample/") + QLatin1String(name);
}

Result<void> addCodings(const Connection& connection, const Actor& actor, SampleContent& content,
                        const CancelToken& cancel)
{
    for (const auto& [file, coder] :
         {std::pair{"codings.csv", "ada"}, std::pair{"codings-second.csv", "ben"}}) {
        CodingImportRequest request;
        request.path = fileOf(file);
        request.coder = QLatin1String(coder);
        ANTIPHON_TRY_ASSIGN(const CodingImport codings, importCodings(connection, actor, request, cancel));
        content.codings += codings.codings;
    }
    return {};
}

} // namespace

Result<SampleContent> fillWithSample(const Connection& connection, const Actor& actor,
                                     const CancelToken& cancel, const ProgressSink& progress)
{
    initResources();
    SampleContent content;
    ANTIPHON_TRY(addStartingCodebook(connection, actor));
    CorpusImport corpus;
    corpus.files = {fileOf("dialogues.jsonl")};
    corpus.format = CorpusFormat::Cpcd;
    corpus.name = sampleSourceName;
    ANTIPHON_TRY_ASSIGN(const CorpusImportReport dialogues,
                        importCorpus(connection, actor, corpus, cancel, progress));
    content.dialogues = dialogues.dialogues;
    content.turns = dialogues.turns;
    ANTIPHON_TRY(addCodings(connection, actor, content, cancel));
    ANTIPHON_TRY_ASSIGN(const CatalogueMap map,
                        catalogueMapFromJson(resourceContent(QStringLiteral("sample/catalogue-map.json")),
                                             QStringLiteral("the sample's map")));
    ANTIPHON_TRY_ASSIGN(const CatalogueImport catalogue,
                        importCatalogue(connection, actor, fileOf("catalogue.tsv"), map, sampleCatalogueName,
                                        cancel, progress));
    content.tracks = catalogue.catalogue.tracks;
    content.values = catalogue.catalogue.values;
    return content;
}

} // namespace antiphon
