#include "ui/generation/prompttrial.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/panels.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QSpinBox>
#include <QTextEdit>
#include <QVBoxLayout>

namespace antiphon {

PromptTrial::PromptTrial(TextDesk& desk, QWidget* parent)
    : TextTrial(parent),
      m_desk(desk),
      m_plans(new PlanChooser(desk.context(), this)),
      m_turn(new QSpinBox(this)),
      m_messages(new QTextEdit(this)),
      m_tokens(new TextLabel({}, TextSize::Caption, Tone::Muted, this)),
      m_busy(new BusyBar(this))
{
    m_turn->setPrefix(tr("turn "));
    m_turn->setRange(1, 1);
    m_turn->setAccessibleName(tr("Turn"));
    m_turn->setToolTip(tr("Which request is shown. Until a model has written, the template writer speaks."));
    m_messages->setReadOnly(true);
    m_messages->setAccessibleName(tr("Messages to the model"));
    m_tokens->setWordWrap(true);
    m_tokens->setMinimumHeight(2 * m_tokens->fontMetrics().lineSpacing());
    m_tokens->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_plans, 1);
    row->addWidget(m_turn);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addLayout(row);
    column->addWidget(m_busy);
    column->addWidget(m_messages, 1);
    column->addWidget(m_tokens);
    setFocusProxy(m_plans);
    connect(m_plans, &PlanChooser::chosen, this, &PromptTrial::ask);
    connect(m_turn, &QSpinBox::valueChanged, this, &PromptTrial::ask);
    connect(&desk, &TextDesk::textChanged, this, &PromptTrial::ask);
    ask();
}

void PromptTrial::ask()
{
    const auto& prompt = m_desk.prompt();
    m_turn->setVisible(prompt && prompt->form == PromptForm::Turns);
    if (!prompt || m_plans->planSet().isEmpty()) {
        m_shown.clear();
        m_remark = m_plans->planSet().isEmpty()
                       ? tr("Draw plans at the Cascade station to see the messages here.")
                   : m_desk.fault() ? tr("The messages come back when the fault is mended.")
                                    : QString();
        m_tokens->clear();
        render();
        return;
    }
    const int turn = prompt->form == PromptForm::Turns ? m_turn->value() - 1 : 0;
    m_busy->begin();
    m_desk.context().session.read<PromptPreview>(
        this,
        [prompt = *prompt, planSet = m_plans->planSet(), plan = m_plans->plan(),
         turn](const Connection& connection) {
            auto preview = previewPrompt(connection, prompt, planSet, plan, turn);
            if (!preview && turn > 0) // the plan has fewer turns than the one before
                preview = previewPrompt(connection, prompt, planSet, plan, 0);
            return preview;
        },
        [this](const Result<PromptPreview>& preview) { show(preview); },
        QStringLiteral("generation.prompt.preview"));
}

void PromptTrial::show(const Result<PromptPreview>& preview)
{
    while (m_busy->isBusy())
        m_busy->end(); // superseded questions have no answer
    m_shown.clear();
    m_remark.clear();
    if (!preview) {
        m_remark = errorSentence(preview.error());
        m_tokens->clear();
    } else {
        m_shown = preview->messages;
        const QSignalBlocker blocker(m_turn);
        m_turn->setRange(1, preview->requests);
        m_turn->setValue(preview->turn + 1);
        const QString requests = countedText(preview->requests, tr("request"), tr("requests"));
        const QString ground = preview->answersKnown > 0
                                   ? tr("An estimate, corrected by %1 of this project.")
                                         .arg(countedText(preview->answersKnown, tr("sample"), tr("samples")))
                                   : tr("An estimate by kinds of signs; models count in their own way.");
        m_tokens->setText(
            tr("About %1 tokens in and %2 out for this plan, in %3. %4")
                .arg(countText(preview->promptTokens), countText(preview->replyTokens), requests, ground));
    }
    render();
}

void PromptTrial::render()
{
    const int place = m_messages->verticalScrollBar()->value();
    m_messages->clear();
    QTextCursor cursor(m_messages->document());
    QTextCharFormat heading;
    heading.setFontWeight(QFont::DemiBold);
    heading.setForeground(tokensOf(palette()).accent);
    QTextCharFormat words;
    words.setForeground(tokensOf(palette()).text);
    QTextCharFormat remark;
    remark.setForeground(tokensOf(palette()).muted);
    if (!m_remark.isEmpty())
        cursor.insertText(m_remark, remark);
    for (const ChatMessage& message : std::as_const(m_shown)) {
        const QString role = message.role == QLatin1String("system") ? tr("System") : tr("User");
        cursor.insertText(role + QLatin1Char('\n'), heading);
        cursor.insertText(message.content + QStringLiteral("\n\n"), words);
    }
    m_messages->verticalScrollBar()->setValue(place);
}

void PromptTrial::changeEvent(QEvent* event)
{
    TextTrial::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        render();
}

} // namespace antiphon
