// The rater's window, on packets of every kind of question.
#include "tests/gallery/gallery.h"
#include "ui/rating/criteriaeditor.h"
#include "ui/rating/raterwindow.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QTest>

namespace antiphon::gallery {

namespace {

PacketTurn user(const char* text)
{
    return {Role::User, QString::fromUtf8(text), false, {}};
}

PacketTurn reply(const char* text, const QStringList& tracks = {})
{
    return {Role::System, QString::fromUtf8(text), !tracks.isEmpty(), tracks};
}

QList<PacketTurn> nightDrive()
{
    return {user("I need songs for a long night drive."),
            reply("Happily. Do you want voices, or rather instrumental music?"),
            user("Instrumental, and not too sleepy."),
            reply("These keep the wheels turning.",
                  {QStringLiteral("Autobahn - Kraftwerk"), QStringLiteral("Hallogallo - Neu!"),
                   QStringLiteral("Windowlicker - Aphex Twin")}),
            user("Great, more like the second one."),
            reply("Then stay with the motorik beat.",
                  {QStringLiteral("Negativland - Neu!"), QStringLiteral("Watussi - Harmonia")})};
}

QList<PacketTurn> sundayMorning()
{
    return {user("Something for a slow Sunday morning?"),
            reply("Soul from the seventies may fit.", {QStringLiteral("Lovely Day - Bill Withers")}),
            user("Nice. A woman's voice, please."),
            reply("Of course.",
                  {QStringLiteral("Valerie - Amy Winehouse"), QStringLiteral("Baltimore - Nina Simone")}),
            user("The second one is it.")};
}

QList<PacketTurn> kitchen()
{
    return {user("Play reggae while I cook."),
            reply("Here is reggae for the kitchen.", {QStringLiteral("Police and Thieves - Junior Murvin")}),
            user("Older, from the sixties."),
            reply("You asked for reggae. Here is some.", {QStringLiteral("Israelites - Desmond Dekker")})};
}

Packet packetOf(QuestionKind kind)
{
    Packet packet;
    packet.id = PacketId::createOpaque();
    packet.rater = QStringLiteral("rater-7");
    packet.answerKey = QByteArray(32, 'k');
    packet.criteria.clear();
    const QList<Criterion> presets = criterionPresets();
    for (const Criterion& criterion : presets) {
        if (criterion.kind == kind)
            packet.criteria << criterion;
    }
    packet.allowsSkip = true;
    packet.comments = true;
    packet.asksGuess = true;
    for (int i = 0; i < 12; ++i) {
        PacketItem item;
        item.id = PublicItemId::createOpaque();
        item.kind = kind == QuestionKind::Turn ? QuestionKind::Dialogue : kind;
        item.dialogues = {nightDrive()};
        if (kind == QuestionKind::Pair || kind == QuestionKind::BestWorst)
            item.dialogues << sundayMorning();
        if (kind == QuestionKind::BestWorst)
            item.dialogues << kitchen() << sundayMorning();
        packet.items << item;
        packet.order << item.id;
    }
    return packet;
}

// A rater's window over the whole picture, or a part of its width, past the welcome.
RaterWindow* openRater(Stage& stage, const Packet& packet, int width = 1280, qint64 breakAfterMs = 1'500'000)
{
    static int number = 0;
    const QString name = QStringLiteral("%1/rater-%2").arg(stage.folder).arg(++number);
    const QString path = name + QLatin1String(packetSuffix);
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(packetBytes(packet));
    file.close();
    auto* memory = new QSettings(name + QStringLiteral(".ini"), QSettings::IniFormat);
    auto* window = new RaterWindow(RaterParts{stage.theme, *memory, {}, {}, breakAfterMs}, path);
    memory->setParent(window);
    window->setParent(&stage.window);
    window->setGeometry(0, 0, width, stage.window.height());
    window->setAutoFillBackground(true);
    window->show();
    window->raise();
    [[maybe_unused]] const bool read =
        QTest::qWaitFor([window] { return window->place() == RaterPlace::Welcome; }, 4000);
    stage.settle();
    return window;
}

void begin(Stage& stage)
{
    stage.press(Qt::Key_Return, Qt::NoModifier);
}

State rater(const char* name, QuestionKind kind, const QList<int>& keys, int width = 1280, int scale = 100)
{
    State state{QString::fromLatin1(name), Project::Empty, {}, [kind, keys, width](Stage& stage) {
                    openRater(stage, packetOf(kind), width);
                    begin(stage);
                    for (const int key : keys)
                        stage.press(key, Qt::NoModifier);
                }};
    state.textScale = scale;
    return state;
}

State welcome()
{
    return {QStringLiteral("rater-welcome"), Project::Empty, {}, [](Stage& stage) {
                Packet packet = packetOf(QuestionKind::Pair);
                packet.criteria << packetOf(QuestionKind::BestWorst).criteria;
                openRater(stage, packet);
            }};
}

State breakReminder()
{
    return {QStringLiteral("rater-break"), Project::Empty, {}, [](Stage& stage) {
                openRater(stage, packetOf(QuestionKind::Dialogue), 1280, 0);
                begin(stage);
                for (const int key : {Qt::Key_4, Qt::Key_5, Qt::Key_3})
                    stage.press(key, Qt::NoModifier);
            }};
}

State guess()
{
    return {QStringLiteral("rater-guess"), Project::Empty, {}, [](Stage& stage) {
                Packet packet = packetOf(QuestionKind::Pair);
                packet.items = packet.items.mid(0, 1);
                packet.order = {packet.items.constFirst().id};
                openRater(stage, packet);
                begin(stage);
                stage.press(Qt::Key_1, Qt::NoModifier);
            }};
}

// Two practice dialogues before all others.
Packet practiced(QuestionKind kind)
{
    Packet packet = packetOf(kind);
    KnownAnswers known;
    known.why =
        QStringLiteral("The replies follow each wish; only the second one asks back, which is no fault.");
    for (const Criterion& criterion : std::as_const(packet.criteria))
        known.expected.insert(criterion.key, {4});
    known.expected.insert(packet.criteria.value(1).key, {2, 3});
    known.expected.remove(packet.criteria.value(2).key);
    known.reasons.insert(
        packet.criteria.value(1).key,
        QStringLiteral("\"Windowlicker\" does not fit what was asked for: it is restless, and the "
                       "listener wanted something steady to drive to."));
    for (PacketItem& item : packet.items) {
        if (packet.order.indexOf(item.id) < 2)
            item.practice = known;
    }
    packet.qualification = 0.7;
    return packet;
}

State practice(const char* name, QuestionKind kind, const QList<int>& keys, int width = 1280, int scale = 100)
{
    State state{QString::fromLatin1(name), Project::Empty, {}, [kind, keys, width](Stage& stage) {
                    openRater(stage, practiced(kind), width);
                    begin(stage);
                    for (const int key : keys)
                        stage.press(key, Qt::NoModifier);
                }};
    state.textScale = scale;
    return state;
}

} // namespace

QList<State> raterStates()
{
    const int skip = Qt::Key_S;
    const QList<int> answers{Qt::Key_4, Qt::Key_5, Qt::Key_3};
    const QList<int> over = answers + QList<int>{Qt::Key_Return} + answers + QList<int>{Qt::Key_Return};
    return {welcome(),
            rater("rater-dialogue", QuestionKind::Dialogue, {Qt::Key_4, Qt::Key_F}),
            rater("rater-comment", QuestionKind::Dialogue, {Qt::Key_4, Qt::Key_C}),
            rater("rater-skip", QuestionKind::Dialogue, {skip, Qt::Key_Return}),
            rater("rater-turn", QuestionKind::Turn, {Qt::Key_4, Qt::Key_3}),
            rater("rater-pair", QuestionKind::Pair, {Qt::Key_1, Qt::Key_Left}),
            rater("rater-pair-narrow", QuestionKind::Pair, {}, 600),
            rater("rater-best", QuestionKind::BestWorst, {Qt::Key_2}),
            rater("rater-best-narrow", QuestionKind::BestWorst, {}, 700),
            rater("rater-best-large", QuestionKind::BestWorst, {Qt::Key_3}, 1280, 160),
            practice("rater-practice", QuestionKind::Dialogue, {Qt::Key_4}),
            practice("rater-feedback", QuestionKind::Dialogue, answers),
            practice("rater-feedback-large", QuestionKind::Dialogue, answers, 700, 160),
            practice("rater-practice-over", QuestionKind::Dialogue, over),
            breakReminder(),
            guess()};
}

} // namespace antiphon::gallery
