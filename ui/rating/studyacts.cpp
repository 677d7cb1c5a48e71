#include "ui/rating/studyacts.h"

#include "core/rating/studychecks.h"
#include "core/rating/studydesign.h"
#include "ui/rating/ratingstep.h"
#include "ui/widgets/numbers.h"

namespace antiphon {

namespace {

QString keyNeeded()
{
    return StudyActs::tr("The key of this study is sealed, and packets are made with it. It is read for this "
                         "alone; nothing is opened.");
}

QString amendmentText(const StudyRow& row)
{
    return row.key.open ? QLatin1Char(' ') +
                              StudyActs::tr("The key is open: this is an amendment, which the report prints.")
                        : QString();
}

QString madeText(const MadePackets& made, const QString& folder)
{
    QString text = made.packets.size() == 1
                       ? StudyActs::tr("The packet of %1 lies in %2. The linter found nothing in it.")
                             .arg(made.packets.constFirst().rater, folder)
                       : StudyActs::tr("%1 packets lie in %2. The linter found nothing in them.")
                             .arg(QString::number(made.packets.size()), folder);
    if (!made.maskedWords.isEmpty())
        text +=
            QLatin1Char(' ') + StudyActs::tr("Masked: %1.").arg(made.maskedWords.join(QLatin1String(", ")));
    return text;
}

CollectReport takeInAll(const Connection& connection, const Actor& actor, const QStringList& paths,
                        const QString& amendment)
{
    CollectReport report;
    for (const QString& path : paths) {
        auto one = collectAnswers(connection, actor, path, amendment);
        if (one)
            report.collected << *one;
        else
            report.problems << errorSentence(one.error());
    }
    return report;
}

} // namespace

StudyActs::StudyActs(const WorkspaceContext& context, StudyActCard* card, QWidget* view)
    : QObject(view), m_context(context), m_card(card), m_view(view)
{
    connect(m_card, &StudyActCard::keyFileRequested, this, [this] {
        m_context.files.open(
            m_view,
            {tr("Key of the study"), {}, tr("Keys (*%1);;All files (*)").arg(QLatin1String(keySuffix))},
            [this](const QString& path) { m_card->setKeyFile(path); });
    });
}

// With the card asking, it says what went wrong; it ends when all went well.
template<typename T>
void StudyActs::run(const QString& title, std::function<Result<T>(const Connection&, const JobContext&)> step,
                    std::function<void(const T&)> done)
{
    m_card->setBusy(true);
    runStudyStep<T>(
        m_context, this, title, std::move(step),
        [this, done = std::move(done)](const T& value) {
            m_card->end();
            done(value);
        },
        [this](const Error& error) {
            if (m_card->isAsking())
                m_card->showProblem(error.code == ErrorCode::Cancelled ? QString() : errorSentence(error));
            else
                m_context.notify(noticeOf(error));
        });
}

void StudyActs::makePackets(const StudyRow& row, PacketForm form)
{
    if (!row.key.isAway()) {
        m_card->end();
        writePackets(row.study, form, {});
        return;
    }
    ActQuestion question{tr("Packets of %1").arg(row.study.definition.name), keyNeeded(),
                         tr("Choose folder and make…")};
    question.asksKey = true;
    m_card->ask(question, [this, form, study = row.study](const ActAnswer& answer) {
        writePackets(study, form, answer);
    });
}

void StudyActs::addRater(const StudyRow& row)
{
    ActQuestion question{tr("One more rater"),
                         tr("Makes one packet of the dialogues with fewest ratings, for who comes late or in "
                            "place of who gave up."),
                         tr("Choose folder and make…")};
    question.name = tr("Name or code of the rater");
    question.asksKey = row.key.isAway();
    if (question.asksKey)
        question.sentence += QLatin1Char(' ') + keyNeeded();
    m_card->ask(question, [this, study = row.study](const ActAnswer& answer) {
        writePackets(study, PacketForm::Program, answer);
    });
}

void StudyActs::writePackets(const Study& study, PacketForm form, const ActAnswer& answer)
{
    m_context.files.folder(m_view, {tr("Folder for the packets")}, [=, this](const QString& folder) {
        run<MadePackets>(
            tr("Making packets"),
            [=, actor = m_context.session.actor()](const Connection& connection,
                                                   const JobContext& job) -> Result<MadePackets> {
                ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyOf(answer.key));
                return antiphon::makePackets(connection, actor, study, folder, job.progress, form,
                                             key ? &*key : nullptr, answer.name);
            },
            [this, folder](const MadePackets& made) {
                m_context.notify({NoticeKind::Done, madeText(made, folder)});
            });
    });
}

void StudyActs::dropRater(const StudyRow& row, const QString& rater)
{
    ActQuestion question{tr("%1 gave up").arg(rater),
                         tr("What was answered stays in the analysis; dialogues without an answer go to the "
                            "next rater who is added."),
                         tr("Note it")};
    question.asksReason = true;
    m_card->ask(question, [this, rater, study = row.study](const ActAnswer& answer) {
        run<DroppedRater>(
            tr("Noting that a rater gave up"),
            [=, actor = m_context.session.actor()](const Connection& connection, const JobContext&) {
                return antiphon::dropRater(connection, actor, study, rater, answer.reason);
            },
            [this](const DroppedRater& dropped) {
                m_context.notify(
                    {NoticeKind::Done, tr("%1 gave up: %2 dialogues stay, %3 are open for another rater.")
                                           .arg(dropped.rater, countText(dropped.answeredItems),
                                                countText(dropped.openItems))});
            });
    });
}

void StudyActs::decide(const StudyRow& row, const QString& rater, ActQuestion question,
                       Result<void> (*act)(const Connection&, const Actor&, const Study&, const QString&,
                                           const QString&))
{
    question.asksReason = true;
    question.sentence += amendmentText(row);
    m_card->ask(question,
                [this, rater, act, study = row.study, title = question.title](const ActAnswer& answer) {
                    run<bool>(
                        title,
                        [=, actor = m_context.session.actor()](const Connection& connection,
                                                               const JobContext&) -> Result<bool> {
                            ANTIPHON_TRY(act(connection, actor, study, rater, answer.reason));
                            return true;
                        },
                        [](const bool&) {});
                });
}

void StudyActs::excludeRater(const StudyRow& row, const QString& rater)
{
    decide(row, rater,
           {tr("Leave %1 out").arg(rater),
            tr("All answers of %1 leave the analysis; every verdict is still told with everybody, too.")
                .arg(rater),
            tr("Leave out")},
           &antiphon::excludeRater);
}

void StudyActs::includeRater(const StudyRow& row, const QString& rater)
{
    decide(row, rater,
           {tr("Take %1 back in").arg(rater), tr("The answers of %1 count again.").arg(rater),
            tr("Take back in")},
           &antiphon::includeRater);
}

void StudyActs::collect(const StudyRow* row, const QStringList& paths)
{
    if (!row || !row->key.open) {
        takeIn(paths, {});
        return;
    }
    ActQuestion question{tr("Answers after the key was opened"),
                         tr("Answers that come now are an amendment: it stands in the log, with your name "
                            "and the reason, and the report prints it."),
                         tr("Take in as an amendment")};
    question.asksReason = true;
    m_card->ask(question, [this, paths](const ActAnswer& answer) { takeIn(paths, answer.reason); });
}

void StudyActs::takeIn(const QStringList& paths, const QString& amendment)
{
    run<CollectReport>(
        tr("Collecting answers"),
        [paths, amendment, actor = m_context.session.actor()](const Connection& connection, const JobContext&)
            -> Result<CollectReport> { return takeInAll(connection, actor, paths, amendment); },
        [this](const CollectReport& report) { Q_EMIT collected(report); });
}

void StudyActs::openItem(const StudyRow& row, const ListedItem& item)
{
    ActQuestion question{
        tr("Open item %1 of %2").arg(QString::number(item.position + 1), item.rater),
        tr("For an adverse case: names the source of this one item. All others stay blind, and the item is "
           "flagged for good wherever it is listed."),
        tr("Go on")};
    question.asksRole = true;
    question.asksReason = true;
    question.asksKey = row.key.isAway();
    question.warning =
        tr("Opening can not be taken back: your name, role and reason go into the log, and the "
           "report prints them.");
    question.confirm = tr("Open this item");
    m_card->ask(question, [this, id = item.publicId, study = row.study](const ActAnswer& answer) {
        run<OpenedItem>(
            tr("Opening one item"),
            [=, actor = m_context.session.actor()](const Connection& connection,
                                                   const JobContext&) -> Result<OpenedItem> {
                ANTIPHON_TRY_ASSIGN(const std::optional<StudyKey> key, keyOf(answer.key));
                return unblindItem(connection, actor, study, id, {answer.reason, answer.role},
                                   key ? &*key : nullptr);
            },
            [this](const OpenedItem& opened) {
                m_card->showOutcome(opened.source.isEmpty()
                                        ? tr("The item is a check or training: it belongs to no condition.")
                                        : tr("The item is dialogue %1 of %2 (condition %3).")
                                              .arg(opened.dialogue, opened.source, opened.letter));
            });
    });
}

} // namespace antiphon
