#include "core/overview/sampleproject.h"

#include "core/base/linereader.h"
#include "core/catalogue/catalogueimport.h"
#include "core/coding/codingimport.h"
#include "core/corpus/corpusimport.h"
#include "resources/resources.h"

#include <QDir>
#include <QTemporaryDir>

namespace antiphon {

namespace {

// The imports read files, so the shipped ones are laid out in a folder for as long as they are read.
class SampleFiles
{
public:
    Result<QString> file(const QString& name) const
    {
        const QString path = QDir(m_folder.path()).filePath(name);
        ANTIPHON_TRY(writeWholeFile(path, resourceContent(QStringLiteral("sample/") + name)));
        return path;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

Result<void> addSampleData(const Connection& connection, const Actor& actor, const CancelToken& cancel,
                           const ProgressSink& progress)
{
    const SampleFiles files;
    ANTIPHON_TRY_ASSIGN(const QString dialogues, files.file(QStringLiteral("dialogues.jsonl")));
    CorpusImport corpus;
    corpus.files = {dialogues};
    corpus.name = QStringLiteral("sample");
    ANTIPHON_TRY_ASSIGN(const CorpusImportReport imported,
                        importCorpus(connection, actor, corpus, cancel, progress));
    const std::pair<QString, QString> coders[]{{QStringLiteral("codings.csv"), QStringLiteral("ada")},
                                               {QStringLiteral("codings-second.csv"), QStringLiteral("ben")}};
    for (const auto& [name, coder] : coders) {
        ANTIPHON_TRY_ASSIGN(const QString path, files.file(name));
        ANTIPHON_TRY_ASSIGN(const CodingFormat format, guessCodingFormat(path));
        ANTIPHON_TRY(
            importCodings(connection, actor, {path, format, coder, imported.source.id}, cancel, progress));
    }
    ANTIPHON_TRY_ASSIGN(const CatalogueMap map,
                        catalogueMapFromJson(resourceContent(QStringLiteral("sample/catalogue-map.json")),
                                             QStringLiteral("catalogue-map.json")));
    ANTIPHON_TRY_ASSIGN(const QString tracks, files.file(QStringLiteral("catalogue.tsv")));
    ANTIPHON_TRY(importCatalogue(connection, actor, tracks, map, QStringLiteral("sample"), cancel, progress));
    return {};
}

} // namespace antiphon
