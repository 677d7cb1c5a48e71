#include "core/generation/promptslots.h"

#include <QCryptographicHash>

namespace antiphon {

namespace {

constexpr int mostExamples = 20;

// Reads a prompt file line by line; the first fault is kept.
class Reader
{
public:
    explicit Reader(QString name) { m_prompt.name = std::move(name); }

    Result<PromptVersion> read(const QByteArray& text)
    {
        m_prompt.version = 0;
        m_prompt.text = text;
        m_prompt.digest =
            QString::fromLatin1(QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex());
        QString lines = QString::fromUtf8(text);
        lines.replace(QLatin1String("\r\n"), QLatin1String("\n"));
        int number = 0;
        const QStringList all = lines.split(QLatin1Char('\n'));
        for (const QString& line : all)
            takeLine(line, ++number);
        finish();
        if (m_fault)
            return fail(*m_fault);
        return m_prompt;
    }

private:
    struct Part
    {
        QString text;
        int line = 0; // of its heading; 0: it is missing
    };

    void takeLine(const QString& line, int number)
    {
        const QString words[] = {QStringLiteral("# system"), QStringLiteral("# user"),
                                 QStringLiteral("# repair")};
        for (size_t i = 0; i < 3; ++i) {
            if (line == words[i]) {
                m_part = &m_parts[i];
                m_part->line = number;
                return;
            }
        }
        if (line.startsWith(QLatin1String("# version ")))
            takeHeader(line, number);
        else if (m_part)
            m_part->text += line + QLatin1Char('\n');
        else if (line.startsWith(QLatin1String("# ")))
            takeHeader(line, number);
        else if (!line.trimmed().isEmpty())
            note(ErrorCode::WrongFormat, number,
                 QStringLiteral("a text stands before the first part, \"# system\""));
    }

    void takeHeader(const QString& line, int number)
    {
        const QString key = line.section(QLatin1Char(' '), 1, 1);
        const QString value = line.section(QLatin1Char(' '), 2).trimmed();
        const auto choose = [&](const char* first, const char* second) {
            if (value != QLatin1String(first) && value != QLatin1String(second))
                note(ErrorCode::InvalidValue, number,
                     QStringLiteral("\"# %1\" is %2 or %3")
                         .arg(key, QLatin1String(first), QLatin1String(second)));
            return value == QLatin1String(first);
        };
        bool isNumber = true;
        if (key == QLatin1String("version"))
            m_prompt.version = value.toInt();
        else if (key == QLatin1String("form"))
            m_prompt.form = choose("whole", "turns") ? PromptForm::Whole : PromptForm::Turns;
        else if (key == QLatin1String("intents"))
            m_prompt.intents = choose("yes", "no");
        else if (key == QLatin1String("examples-from"))
            m_prompt.examples.source = value;
        else if (key == QLatin1String("examples-by"))
            m_prompt.examples.coder = value;
        else if (key == QLatin1String("examples-seed"))
            m_prompt.examples.seed = value.toULongLong(&isNumber);
        else
            note(
                ErrorCode::WrongFormat, number,
                QStringLiteral("\"# %1\" is no header line; there are version, form, intents, "
                               "examples-from, examples-by, examples-seed and the parts system, user, repair")
                    .arg(key));
        if (!isNumber)
            note(ErrorCode::InvalidValue, number, QStringLiteral("the seed of the examples is a number"));
    }

    void finish()
    {
        m_prompt.system = m_parts[0].text.trimmed();
        m_prompt.user = m_parts[1].text.trimmed();
        m_prompt.repair = m_parts[2].text.trimmed();
        if (m_prompt.version < 1)
            note(ErrorCode::WrongFormat, 0, QStringLiteral("the line \"# version N\" is missing"));
        if (m_prompt.system.isEmpty())
            note(ErrorCode::WrongFormat, m_parts[0].line, QStringLiteral("it needs a part \"# system\""));
        checkSlots(m_parts[0], PromptPart::System);
        checkSlots(m_parts[1], PromptPart::User);
        checkSlots(m_parts[2], PromptPart::Repair);
        checkPlanIsTold();
        need(m_parts[2], QStringLiteral("repair"), {QStringLiteral("error")});
    }

    void checkPlanIsTold()
    {
        if (m_prompt.form == PromptForm::Turns)
            need(m_parts[1], QStringLiteral("user"), {QStringLiteral("turn"), QStringLiteral("attributes")});
        else
            need(m_parts[1], QStringLiteral("user"),
                 {QStringLiteral("plan"), QStringLiteral("attributes"), QStringLiteral("turns")});
    }

    // One of the slots must stand in the part.
    void need(const Part& part, const QString& heading, const QStringList& names)
    {
        const QList<SlotPlace> places = slotsIn(part.text);
        for (const SlotPlace& place : places) {
            if (names.contains(place.name))
                return;
        }
        note(ErrorCode::WrongFormat, part.line,
             QStringLiteral("it needs a part \"# %1\" with {%2}").arg(heading, names.first()));
    }

    void checkSlots(const Part& part, PromptPart kind)
    {
        const QList<PromptSlot> known = promptSlots(m_prompt.form, kind, m_prompt.intents);
        const QList<SlotPlace> places = slotsIn(part.text);
        for (const SlotPlace& place : places) {
            const auto slot = std::find_if(known.begin(), known.end(),
                                           [&](const PromptSlot& each) { return each.name == place.name; });
            const int line =
                part.line + 1 + static_cast<int>(QStringView(part.text).first(place.begin).count(u'\n'));
            if (slot == known.end())
                note(ErrorCode::InvalidValue, line, unknownSlot(place.name, known));
            else if (place.number > 0 && !slot->counted)
                note(ErrorCode::InvalidValue, line,
                     QStringLiteral("the slot {%1} takes no number").arg(place.name));
            else if (place.number > mostExamples)
                note(ErrorCode::InvalidValue, line,
                     QStringLiteral("at most %1 examples are shown").arg(mostExamples));
        }
    }

    static QString unknownSlot(const QString& name, const QList<PromptSlot>& known)
    {
        QStringList names;
        for (const PromptSlot& slot : known)
            names << (slot.counted ? QStringLiteral("{%1 N}") : QStringLiteral("{%1}")).arg(slot.name);
        return QStringLiteral("there is no slot {%1} here; there are %2")
            .arg(name, names.join(QStringLiteral(", ")));
    }

    void note(ErrorCode code, int line, const QString& what)
    {
        if (!m_fault)
            m_fault = Error{code, m_prompt.name, line, what};
    }

    PromptVersion m_prompt;
    Part m_parts[3];
    Part* m_part = nullptr;
    std::optional<Error> m_fault;
};

} // namespace

Result<PromptVersion> parsePrompt(const QString& name, const QByteArray& text)
{
    return Reader(name).read(text);
}

} // namespace antiphon
