#include "tests/ui/rating/raterstage.h"

#include "ui/widgets/dialogueview.h"

namespace antiphon::test {

namespace {

FileDialogs dialogsOf(RaterStage& stage)
{
    FileDialogs dialogs;
    dialogs.save = [&stage](QWidget*, const FileQuestion&, const std::function<void(const QString&)>& then) {
        if (!stage.toSave.isEmpty())
            then(stage.toSave);
    };
    return dialogs;
}

} // namespace

RaterStage::RaterStage()
    : theme(*qApp), memory(project.filePath(QStringLiteral("memory.ini")), QSettings::IniFormat)
{
    theme.apply({SchemeChoice::Light, 100});
}

RaterStage::~RaterStage()
{
    window.reset();
}

void RaterStage::write(int items)
{
    packet = Packet{};
    packet.id = PacketId::createOpaque();
    packet.rater = QStringLiteral("rater-1");
    packet.criteria = presetCriteria();
    packet.answerKey = QByteArray(32, 'k');
    for (int i = 0; i < items; ++i) {
        PacketItem item;
        item.id = PublicItemId::createOpaque();
        QList<PacketTurn>& shown = item.dialogues.emplaceBack();
        for (int turn = 0; turn < turns; turn += 2)
            shown << PacketTurn{Role::User, QStringLiteral("A wish, number %1").arg(i), false, {}}
                  << PacketTurn{Role::System,
                                QStringLiteral("A reply"),
                                true,
                                {QStringLiteral("Title - Artist"), QStringLiteral("Other - Band")}};
        packet.items << item;
        packet.order << item.id;
    }
    writePacket();
}

void RaterStage::writePacket()
{
    project.writeFile(QStringLiteral("rater-1.antiphon-packet"), packetBytes(packet));
}

void RaterStage::open(int items)
{
    write(items);
    reopen();
}

void RaterStage::begin(int items)
{
    open(items);
    press(Qt::Key_Return);
}

void RaterStage::reopen()
{
    window.reset();
    window = std::make_unique<RaterWindow>(
        RaterParts{theme, memory, dialogsOf(*this), [this](const Appearance& a) { kept = a; }, breakAfterMs},
        packetPath());
    window->resize(1280, 800);
    window->show();
    window->activateWindow();
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(window.get());
    settle();
}

void RaterStage::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
    QTest::keyClick(target, key, modifiers, -1);
    settle();
}

void RaterStage::pressAll(const QList<Qt::Key>& keys)
{
    for (const Qt::Key key : keys)
        press(key);
}

void RaterStage::settle()
{
    QCoreApplication::processEvents();
    while (window->isBusy())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::processEvents();
}

QList<GivenAnswer> RaterStage::answers() const
{
    const auto file = readAnswers(answersPath(), packet.answerKey);
    return file ? file->given : QList<GivenAnswer>();
}

QStringList RaterStage::turnsInSight() const
{
    QStringList texts;
    for (const DialogueTurn& turn : window->questionPage()->dialogueView()->document().turns)
        texts << turn.text;
    return texts;
}

} // namespace antiphon::test
