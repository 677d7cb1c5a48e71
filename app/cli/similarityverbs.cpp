#include "app/cli/verbs.h"
#include "core/catalogue/cataloguestore.h"
#include "core/catalogue/nearestanswer.h"
#include "core/catalogue/similarityimport.h"

#include <QJsonArray>
#include <QLocale>

#include <limits>

namespace antiphon::cli {

namespace {

using IndexPointer = std::shared_ptr<const CatalogueIndex>;
const QLatin1String byAttributes("attributes");

Result<SimilarityTarget> targetOf(const Call& call)
{
    const QString word = call.arguments.value(QStringLiteral("for"), QStringLiteral("tracks"));
    if (word == QLatin1String("tracks"))
        return SimilarityTarget::Tracks;
    if (word == QLatin1String("artists"))
        return SimilarityTarget::Artists;
    return fail(ErrorCode::InvalidValue, QStringLiteral("--for ") + word,
                QStringLiteral("it is tracks or artists"));
}

Result<IndexPointer> indexAsked(const Call& call, const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(const Catalogue catalogue,
                        catalogueByName(connection, call.arguments.value(QStringLiteral("catalogue"))));
    return CatalogueIndex::load(connection, catalogue.id);
}

Answer importAnswer(const SimilarityImport& import)
{
    constexpr qsizetype refusalsShown = 10;
    const QLocale locale;
    Answer answer;
    answer.rejected = import.refused;
    answer.text = QStringLiteral("Imported %1: %2 items\n")
                      .arg(import.similarity.name, locale.toString(import.similarity.items));
    if (import.refused > 0)
        answer.text += QStringLiteral("%1 rows were refused\n").arg(locale.toString(import.refused));
    for (const RefusedLine& row : import.refusals.first(std::min(import.refusals.size(), refusalsShown)))
        answer.text += QStringLiteral("  line %1: %2\n").arg(row.line).arg(row.reason);
    QJsonArray rejects;
    for (const RefusedLine& row : import.refusals)
        rejects << QJsonObject{{QStringLiteral("line"), row.line}, {QStringLiteral("reason"), row.reason}};
    answer.json = {{QStringLiteral("name"), import.similarity.name},
                   {QStringLiteral("items"), import.similarity.items},
                   {QStringLiteral("dimensions"), import.similarity.dimensions},
                   {QStringLiteral("rejected"), import.refused},
                   {QStringLiteral("rejects"), rejects}};
    return answer;
}

using Importer = Result<SimilarityImport> (*)(const Connection&, const Actor&, const CatalogueIndex&,
                                              const SimilarityRequest&, const CancelToken&);

Result<Answer> runImport(const Call& call, Importer import)
{
    SimilarityRequest request;
    request.path = call.arguments.positional.first();
    request.name = call.arguments.value(QStringLiteral("name"));
    request.idsPath = call.arguments.value(QStringLiteral("ids"));
    ANTIPHON_TRY_ASSIGN(request.target, targetOf(call));
    if (request.name == byAttributes)
        return fail(ErrorCode::InvalidValue, QStringLiteral("--name ") + request.name,
                    QStringLiteral("that name stands for the catalogue's own attributes"));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.openProject());
    ANTIPHON_TRY_ASSIGN(const IndexPointer index, indexAsked(call, connection));
    ANTIPHON_TRY_ASSIGN(const SimilarityImport done,
                        import(connection, call.actor, *index, request, call.cancel));
    Answer answer = importAnswer(done);
    ANTIPHON_TRY(writeRejects(call, answer.json[QLatin1String("rejects")].toArray()));
    return answer;
}

QString labelOf(const CatalogueIndex& index, SimilarityTarget target, const QString& item)
{
    const auto track =
        target == SimilarityTarget::Tracks ? index.findTrack(item.toStdString()) : std::nullopt;
    return track ? trackLabel(index.track(*track)) : item;
}

Answer nearestAnswer(const CatalogueIndex& index, SimilarityTarget target, const QString& by,
                     const std::vector<NearItem>& near)
{
    Answer answer;
    QJsonArray items;
    for (const NearItem& other : near) {
        const QString label = labelOf(index, target, other.item);
        items << QJsonObject{{QStringLiteral("id"), other.item},
                             {QStringLiteral("label"), label},
                             {QStringLiteral("similarity"), other.similarity}};
        answer.text +=
            QStringLiteral("%1  %2\n").arg(QLocale().toString(other.similarity, 'f', 4), 9).arg(label);
    }
    if (near.empty())
        answer.text = QStringLiteral("Nothing is like it\n");
    answer.json = {{QStringLiteral("by"), by}, {QStringLiteral("nearest"), items}};
    return answer;
}

Result<Answer> runNearest(const Call& call)
{
    const QString item = call.arguments.positional.first();
    const QString by = call.arguments.value(QStringLiteral("by"), byAttributes);
    ANTIPHON_TRY_ASSIGN(const SimilarityTarget target, targetOf(call));
    ANTIPHON_TRY_ASSIGN(const qint64 top, call.arguments.integer(QStringLiteral("top"), 10, 1, 1'000'000));
    ANTIPHON_TRY_ASSIGN(const Connection connection, call.readProject());
    ANTIPHON_TRY_ASSIGN(const IndexPointer index, indexAsked(call, connection));
    NearQuestion question{target, item, by == byAttributes ? QString() : by, static_cast<quint32>(top)};
    if (by != byAttributes) {
        ANTIPHON_TRY_ASSIGN(const Similarity similarity,
                            similarityByName(connection, index->catalogue(), by));
        question.target = similarity.target;
    }
    // One question is sooner answered by comparing every vector than by building an index.
    EmbeddingSearch embeddings({}, {std::numeric_limits<qint64>::max(), {}});
    ANTIPHON_TRY_ASSIGN(const NearAnswer answer, answerNearest(connection, *index, question, embeddings));
    return nearestAnswer(*index, question.target, by, answer.near);
}

Option catalogueOption()
{
    return {QStringLiteral("catalogue"), QStringLiteral("N"),
            QStringLiteral("which catalogue, where the project has several")};
}

Verb importVerb(const QString& what, const QString& summary, const QString& file, Importer import)
{
    Verb verb{{QStringLiteral("import"), what},
              QStringLiteral("FILE"),
              1,
              1,
              summary,
              QStringLiteral("antiphon-cli import %1 %2 --for tracks --name heard --project evening.antiphon")
                  .arg(what, file),
              {{QStringLiteral("for"), QStringLiteral("tracks|artists"),
                QStringLiteral("what it compares (tracks)")},
               {QStringLiteral("name"), QStringLiteral("N"), QStringLiteral("what --by calls it"), true},
               catalogueOption()},
              [import](const Call& call) { return runImport(call, import); }};
    return verb;
}

} // namespace

QList<Verb> similarityVerbs()
{
    Verb embeddings =
        importVerb(QStringLiteral("embeddings"),
                   QStringLiteral("import vectors of tracks or artists from JSON lines or a NumPy file"),
                   QStringLiteral("vectors.jsonl"), importEmbeddings);
    embeddings.options << Option{QStringLiteral("ids"), QStringLiteral("FILE"),
                                 QStringLiteral("for .npy: the ids of its rows, one a line")};
    return {importVerb(QStringLiteral("similarity"),
                       QStringLiteral("import which tracks or artists are alike from CSV or JSON lines"),
                       QStringLiteral("alike.csv"), importSimilarity),
            embeddings,
            {{QStringLiteral("catalogue"), QStringLiteral("nearest")},
             QStringLiteral("ID"),
             1,
             1,
             QStringLiteral("the tracks or artists most like one"),
             QStringLiteral("antiphon-cli catalogue nearest track_0001 --by attributes --top 10 "
                            "--project evening.antiphon"),
             {{QStringLiteral("by"), QStringLiteral("WHAT"),
               QStringLiteral("attributes, or the name of imported similarities or embeddings (attributes)")},
              {QStringLiteral("for"), QStringLiteral("tracks|artists"),
               QStringLiteral("whether ID is a track or the name of an artist (tracks)")},
              {QStringLiteral("top"), QStringLiteral("K"), QStringLiteral("how many (10)")},
              catalogueOption()},
             runNearest}};
}

} // namespace antiphon::cli
