// The catalogue of the cascade station in its states.
#include "core/base/random.h"
#include "core/catalogue/similaritystore.h"
#include "core/catalogue/trackeditstore.h"
#include "core/storage/edithistory.h"
#include "tests/gallery/gallery.h"

#include <QComboBox>
#include <QLineEdit>

#include <cmath>

namespace antiphon::gallery {

namespace {

constexpr int manyTracks = 20'000;

std::string pick(Random& random, std::initializer_list<const char*> words)
{
    const double skewed = random.uniform() * random.uniform() * static_cast<double>(words.size());
    return *(words.begin() + static_cast<std::ptrdiff_t>(skewed));
}

std::string titleOf(Random& random)
{
    return pick(random, {"Midnight", "Golden", "Paper", "Slow", "Électrique", "Northern", "Hollow", "Wild"}) +
           ' ' + pick(random, {"River", "Dance", "Letters", "Skies", "Motel", "Garden", "Signal", "Øresund"});
}

std::string attributesOf(Random& random)
{
    return R"({"genre":[")" + pick(random, {"rock", "pop", "electronic", "jazz", "folk", "reggae", "soul"}) +
           R"("],"instrument":[")" + pick(random, {"guitar", "piano", "synthesizer", "bass", "violin"}) +
           R"("],"mood":[")" + pick(random, {"happy", "calm", "dark", "dreamy", "energetic", "sad"}) +
           R"("],"tempo":[)" + std::to_string(60 + random.below(60) + random.below(60)) + R"(],"year":[)" +
           std::to_string(2024 - static_cast<int>(random.uniform() * random.uniform() * 64)) + "]}";
}

Result<void> generate(const Connection& connection)
{
    ANTIPHON_TRY_ASSIGN(auto writer,
                        CatalogueWriter::begin(connection, {{}, QStringLiteral("generated"), {}, "{}"}));
    for (int i = 0; i < manyTracks; ++i) {
        Random random = Random::forKey(5, static_cast<quint64>(i));
        const std::string artist = "The " + titleOf(random);
        ANTIPHON_TRY(writer.add(
            {"track_" + std::to_string(i), titleOf(random), artist, titleOf(random), attributesOf(random)}));
    }
    ANTIPHON_TRY(writer.finish(18));
    const Actor ada{QStringLiteral("ada")};
    ANTIPHON_TRY(EditHistory(connection).record(ada, QStringLiteral("Import catalogue generated"), [&] {
        return setCatalogueState(connection, writer.catalogueId(), CatalogueState::Ready);
    }));
    for (const char* title : {"Golden Dancers", "Golden Dance"}) {
        ANTIPHON_TRY_ASSIGN(auto tracks, tracksAt(connection, writer.catalogueId(), {3}));
        tracks.first().title = QString::fromUtf8(title);
        tracks.first().values << AttributeValue{QStringLiteral("mood"), QString::fromUtf8(title).toLower()};
        ANTIPHON_TRY(EditHistory(connection)
                         .record(ada, QStringLiteral("Edit track ") + trackLabel(tracks.first()), [&] {
                             return editTrack(connection, writer.catalogueId(), tracks.first());
                         }));
    }
    return {};
}

Result<void> addSimilarities(const Connection& connection, const Catalogue& catalogue)
{
    const Actor ada{QStringLiteral("ada")};
    Similarity heard;
    heard.catalogue = catalogue.id;
    heard.name = QStringLiteral("heard");
    std::vector<SimilarityItem> lists;
    Similarity space = heard;
    space.name = QStringLiteral("space");
    space.kind = SimilarityKind::Embedding;
    space.dimensions = 2;
    std::vector<SimilarityItem> vectors;
    for (int i = 0; i < 20; ++i) {
        const QString id = QStringLiteral("track_%1").arg(i);
        lists.push_back({id, R"([["track_7",0.91],["track_12",0.74],["track_3",0.52],["track_31",0.2]])"});
        const float vector[] = {static_cast<float>(std::cos(i * 0.07)),
                                static_cast<float>(std::sin(i * 0.07))};
        vectors.push_back({id, QByteArray(reinterpret_cast<const char*>(vector), sizeof vector)});
    }
    ANTIPHON_TRY(addSimilarity(connection, ada, heard, lists));
    ANTIPHON_TRY(addSimilarity(connection, ada, space, vectors));
    return {};
}

Result<void> generateWithSimilarities(const Connection& connection)
{
    ANTIPHON_TRY(generate(connection));
    ANTIPHON_TRY_ASSIGN(const auto catalogues, readyCatalogues(connection));
    for (const Catalogue& catalogue : catalogues)
        if (catalogue.name == QLatin1String("generated"))
            return addSimilarities(connection, catalogue);
    return {};
}

// Takes the first track in hand and chooses what is compared, by its place in the choice.
void chooseWay(Stage& stage, int place)
{
    stage.press(Qt::Key_Down, Qt::NoModifier);
    auto* ways = stage.window.findChild<QComboBox*>(QStringLiteral("nearest-ways"));
    if (!ways)
        return;
    ways->setFocus();
    for (int i = 0; i < place; ++i)
        stage.press(Qt::Key_Down, Qt::NoModifier);
}

void type(Stage& stage, const char* words)
{
    stage.press(Qt::Key_Slash, Qt::NoModifier);
    if (auto* field = qobject_cast<QLineEdit*>(stage.window.focusWidget())) {
        field->setText(QString::fromUtf8(words));
        stage.press(Qt::Key_Return, Qt::NoModifier);
    }
}

State at(const char* name, std::function<Result<void>(const Connection&)> prepare,
         std::function<void(Stage&)> then = {})
{
    return {QString::fromUtf8(name), Project::Sample, std::move(prepare), [then](Stage& stage) {
                stage.go(QStringLiteral("cascade"), QStringLiteral("catalogue"));
                if (then)
                    then(stage);
                stage.settle();
            }};
}

} // namespace

QList<State> catalogueStates()
{
    return {
        at("cascade-catalogue", {}, [](Stage& stage) { stage.press(Qt::Key_Down, Qt::NoModifier); }),
        at("cascade-catalogue-many", generate,
           [](Stage& stage) {
               for (int i = 0; i < 4; ++i)
                   stage.press(Qt::Key_Down, Qt::NoModifier);
               stage.press(Qt::Key_Return, Qt::NoModifier); // to the values
               stage.press(Qt::Key_Down, Qt::NoModifier);
               stage.press(Qt::Key_Return, Qt::ShiftModifier);
               stage.press(Qt::Key_Return, Qt::NoModifier);
           }),
        at("cascade-catalogue-edit", generate,
           [](Stage& stage) {
               stage.press(Qt::Key_Down, Qt::NoModifier);
               stage.press(Qt::Key_E, Qt::NoModifier);
           }),
        at("cascade-nearest-list", generateWithSimilarities, [](Stage& stage) { chooseWay(stage, 2); }),
        at("cascade-nearest-embedding", generateWithSimilarities, [](Stage& stage) { chooseWay(stage, 3); }),
        at("cascade-catalogue-none", {}, [](Stage& stage) { type(stage, "nothing like this"); })};
}

} // namespace antiphon::gallery
