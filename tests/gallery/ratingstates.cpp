// The rating station in its states.
#include "core/rating/conduct.h"
#include "core/rating/raterpass.h"
#include "core/rating/scripted.h"
#include "core/rating/studychecks.h"
#include "core/rating/studyseal.h"
#include "tests/gallery/gallery.h"
#include "ui/rating/collectpage.h"
#include "ui/rating/furtherfigures.h"
#include "ui/rating/itemlist.h"
#include "ui/rating/plannerpage.h"
#include "ui/rating/practiceeditor.h"
#include "ui/rating/ratingview.h"
#include "ui/rating/resultspage.h"
#include "ui/rating/studiespage.h"
#include "ui/rating/studyactcard.h"
#include "ui/rating/studyform.h"
#include "ui/widgets/calmtable.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

namespace antiphon::gallery {

namespace {

State at(const QString& name, const QString& target)
{
    return {name, Project::Demo, {}, [target](Stage& stage) { stage.go(QStringLiteral("rate"), target); }};
}

// The tests and the model of the first criterion, scrolled to `share` of the page.
State furtherFigures(const QString& name, double share)
{
    return {name, Project::Demo, {}, [share](Stage& stage) {
                stage.go(QStringLiteral("rate"), QStringLiteral("results"));
                auto* page = stage.window.findChild<ResultsPage*>();
                auto* further = page ? page->findChild<FurtherFigures*>() : nullptr;
                if (!further)
                    return;
                further->setOpen(true);
                stage.settle();
                auto* bar = page->findChild<QScrollArea*>()->verticalScrollBar();
                bar->setValue(static_cast<int>(share * bar->maximum()));
                stage.settle();
            }};
}

State studySizes()
{
    return {QStringLiteral("rate-size"), Project::Demo, {}, [](Stage& stage) {
                stage.go(QStringLiteral("rate"), QStringLiteral("size"));
                auto* page = stage.window.findChild<PlannerPage*>();
                page->findChild<QSpinBox*>()->setValue(100);
                page->simulate();
                [[maybe_unused]] const bool ended =
                    QTest::qWaitFor([page] { return !page->isRunning(); }, 120'000);
                stage.settle();
            }};
}

// The form of a new study with two practice dialogues.
State practiceForm()
{
    return {
        QStringLiteral("rate-new-practice"), Project::Demo, {}, [](Stage& stage) {
            stage.go(QStringLiteral("rate"), QStringLiteral("new"));
            auto* form = stage.window.findChild<StudyForm*>();
            if (!form)
                return;
            StudyDefinition definition = form->definition();
            KnownAnswers known;
            known.expected = {{QStringLiteral("consistency"), {4}}, {QStringLiteral("relevance"), {2, 3}}};
            known.tolerance = 1;
            known.why = QStringLiteral("The replies follow each wish, but late.");
            known.reasons = {{QStringLiteral("relevance"), QStringLiteral("Two replies ignore the wish.")}};
            definition.rules.training = {{definition.sources.value(0), QStringLiteral("c0412"), known},
                                         {definition.sources.value(0), QStringLiteral("c0077"), known}};
            definition.rules.exclusions.qualification = 0.7;
            definition.rules.tellQualification = true;
            form->setDefinition(definition);
            stage.settle();
            auto* area = stage.window.findChild<StudiesPage*>()->findChild<QScrollArea*>();
            area->ensureWidgetVisible(form->practice());
            stage.settle();
        }};
}

// Answers a part of a packet, with a comment and a flag.
Result<void> rateInPart(const Connection& connection, const Actor& actor, const QString& packetPath,
                        quint64 seed)
{
    ANTIPHON_TRY_ASSIGN(const Packet packet, readPacket(packetPath));
    const QString path = packetPath + QLatin1String(answersSuffix);
    {
        ANTIPHON_TRY_ASSIGN(AnswerLog log, AnswerLog::open(packet, path));
        RaterPass pass(packet, std::move(log));
        ANTIPHON_TRY(answerBySeed(pass, seed, now(), 15));
        ANTIPHON_TRY(pass.comment(QStringLiteral("The reply names a track that upset me."), now()));
        ANTIPHON_TRY(pass.flag(true, now()));
    }
    return collectAnswers(connection, actor, path).map([](const Collected&) {});
}

// A second study beside the demo's, whose key is sealed and not open yet.
Result<void> addSealedStudy(const Connection& connection)
{
    const Actor actor{QStringLiteral("ada")};
    const QTemporaryDir folder;
    ANTIPHON_TRY_ASSIGN(const QList<Study> demo, studies(connection));
    StudyDefinition definition;
    definition.name = QStringLiteral("Second look");
    definition.sources = demo.constFirst().definition.sources;
    definition.itemsPerSource = 6;
    definition.raters = numberedRaters(4);
    definition.comments = true;
    ANTIPHON_TRY_ASSIGN(const Study draft, createStudy(connection, actor, definition));
    ANTIPHON_TRY_ASSIGN(const Study frozen, freezeStudy(connection, actor, draft));
    ANTIPHON_TRY_ASSIGN(const MadePackets made, makePackets(connection, actor, frozen, folder.path()));
    const Secret passphrase(QByteArrayView("walnut ferry copper anthem"));
    ANTIPHON_TRY(sealStudy(connection, actor, frozen,
                           {folder.filePath(QStringLiteral("key")), passphrase, {1, 8192}, {}}));
    for (quint64 rater = 0; rater < 2; ++rater)
        ANTIPHON_TRY(
            rateInPart(connection, actor, made.packets.at(static_cast<qsizetype>(rater)).path, rater));
    ANTIPHON_TRY_ASSIGN(const Study sealed, studyByName(connection, definition.name));
    return excludeRater(connection, actor, sealed, made.packets.constFirst().rater,
                        QStringLiteral("answered in their sleep"));
}

// The card that asks, on the page where it opens.
State asking(const QString& name, const QString& page, void (*act)(Stage&, RatingView&))
{
    return {name, Project::Demo, addSealedStudy, [page, act](Stage& stage) {
                stage.go(QStringLiteral("rate"), page);
                if (auto* view = stage.window.findChild<RatingView*>())
                    act(stage, *view);
                stage.settle();
            }};
}

void askForKey(Stage& stage, RatingView& view)
{
    view.makePacketFiles();
    stage.settle();
    auto* card = view.findChild<StudyActCard*>();
    card->setKeyFile(QStringLiteral("/home/ada/keys/Second look.antiphon-key"));
    card->showProblem(QStringLiteral("The passphrase is not usable: it does not open the key."));
}

void askToOpenItem(Stage& stage, RatingView& view)
{
    view.findChild<CollectPage*>()->items()->findChild<CalmTable*>()->selectRow(5);
    view.openChosenItem();
    stage.settle();
}

} // namespace

QList<State> ratingStates()
{
    return {at(QStringLiteral("rate-studies"), QStringLiteral("studies")),
            at(QStringLiteral("rate-new"), QStringLiteral("new")),
            practiceForm(),
            at(QStringLiteral("rate-size-empty"), QStringLiteral("size")),
            studySizes(),
            at(QStringLiteral("rate-design"), QStringLiteral("design")),
            at(QStringLiteral("rate-collect"), QStringLiteral("collect")),
            asking(QStringLiteral("rate-key"), QStringLiteral("studies"), askForKey),
            asking(QStringLiteral("rate-open-item"), QStringLiteral("collect"), askToOpenItem),
            asking(QStringLiteral("rate-partly"), QStringLiteral("collect"), [](Stage&, RatingView&) {}),
            at(QStringLiteral("rate-results"), QStringLiteral("results")),
            furtherFigures(QStringLiteral("rate-further"), 0.13),
            furtherFigures(QStringLiteral("rate-model"), 0.4)};
}

} // namespace antiphon::gallery
