#include "ui/rating/studyactcard.h"

#include "ui/theme/antiphonstyle.h"
#include "ui/theme/metrics.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

namespace {

constexpr int fieldsWidth = 560;

TextLabel* wrapped(Tone tone, QWidget* parent)
{
    auto* label = new TextLabel({}, TextSize::Body, tone, parent);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

StudyActCard::StudyActCard(QWidget* parent) : Card(parent)
{
    column()->setSpacing(metrics::gap);
    m_title = new SectionHeader({}, {}, this);
    m_sentence = wrapped(Tone::Muted, this);
    m_fields = new QWidget(this);
    m_fields->setMaximumWidth(fieldsWidth);
    auto* fields = new QVBoxLayout(m_fields);
    fields->setContentsMargins({});
    fields->setSpacing(metrics::gap);
    m_name = addField({}, {});
    m_role = addField(tr("Your role in the study"), tr("Stays in the log of the study"));
    m_reason = addField(tr("Reason"), tr("Stays in the log of the study"));
    m_key = new KeyPrompt(m_fields);
    fields->addWidget(m_key);
    m_problem = wrapped(Tone::Danger, this);
    m_problem->setAccessibleName(tr("What went wrong"));
    m_go = new QPushButton(this);
    makePrimary(m_go);
    m_cancel = new QPushButton(this);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addWidget(m_go);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    column()->addWidget(m_title);
    column()->addWidget(m_sentence);
    column()->addWidget(m_fields);
    column()->addWidget(m_problem);
    column()->addLayout(buttons);
    connectFields();
    hide();
}

QLineEdit* StudyActCard::addField(const QString& name, const QString& toolTip)
{
    auto* field = new QLineEdit(m_fields);
    field->setPlaceholderText(name);
    field->setAccessibleName(name);
    field->setToolTip(toolTip);
    m_fields->layout()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &StudyActCard::judge);
    connect(field, &QLineEdit::returnPressed, this, &StudyActCard::go);
    return field;
}

void StudyActCard::connectFields()
{
    connect(m_key, &KeyPrompt::changed, this, &StudyActCard::judge);
    connect(m_key, &KeyPrompt::entered, this, &StudyActCard::go);
    connect(m_key, &KeyPrompt::fileRequested, this, &StudyActCard::keyFileRequested);
    connect(m_go, &QPushButton::clicked, this, &StudyActCard::go);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_second)
            setStep(false);
        else
            end();
    });
}

void StudyActCard::ask(const ActQuestion& question, std::function<void(const ActAnswer&)> act)
{
    end();
    m_question = question;
    m_act = std::move(act);
    setAccessibleName(question.title);
    m_title->setTitle(question.title);
    for (QLineEdit* field : {m_name, m_role, m_reason})
        field->setText({});
    m_name->setPlaceholderText(question.name);
    m_name->setAccessibleName(question.name);
    m_name->setVisible(!question.name.isEmpty());
    m_role->setVisible(question.asksRole);
    m_reason->setVisible(question.asksReason);
    m_key->setVisible(question.asksKey);
    setBusy(false);
    setStep(false);
    show();
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_role),
                           static_cast<QWidget*>(m_reason), static_cast<QWidget*>(m_key)}) {
        if (field->isVisibleTo(this)) {
            field->setFocus();
            return;
        }
    }
    m_go->setFocus();
}

void StudyActCard::setStep(bool second)
{
    m_second = second;
    m_sentence->setText(second ? m_question.warning : m_question.sentence);
    m_sentence->setTone(second ? Tone::Warn : Tone::Muted);
    m_fields->setVisible(true);
    m_fields->setEnabled(!second);
    m_problem->hide();
    m_go->setText(second ? m_question.confirm : m_question.button);
    m_go->show();
    m_cancel->setText(second ? tr("Back") : tr("Cancel"));
    judge();
    if (second)
        m_cancel->setFocus(); // so that Enter held too long opens nothing
}

void StudyActCard::judge()
{
    const auto isFilled = [](const QLineEdit* field, bool asked) {
        return !asked || !field->text().trimmed().isEmpty();
    };
    m_go->setEnabled(isFilled(m_name, !m_question.name.isEmpty()) && isFilled(m_role, m_question.asksRole) &&
                     isFilled(m_reason, m_question.asksReason) &&
                     (!m_question.asksKey || m_key->isComplete()));
}

void StudyActCard::go()
{
    if (!m_act || !m_go->isEnabled())
        return;
    if (!m_second && !m_question.warning.isEmpty()) {
        setStep(true);
        return;
    }
    ActAnswer answer{m_name->text().trimmed(), m_role->text().trimmed(), m_reason->text().trimmed(), {}};
    if (m_question.asksKey)
        answer.key = m_key->entry();
    const auto act = m_act; // which may end the asking
    act(answer);
}

void StudyActCard::setBusy(bool busy)
{
    m_fields->setEnabled(!busy && !m_second);
    m_cancel->setEnabled(!busy);
    if (busy)
        m_go->setEnabled(false);
    else
        judge();
}

void StudyActCard::showProblem(const QString& sentence)
{
    m_second = false;
    setBusy(false);
    setStep(false);
    m_problem->setText(sentence);
    m_problem->setVisible(!sentence.isEmpty());
    if (m_question.asksKey)
        m_key->refuse();
}

void StudyActCard::showOutcome(const QString& sentence)
{
    end();
    show();
    m_sentence->setText(sentence);
    m_sentence->setTone(Tone::Normal);
    m_fields->hide();
    m_problem->hide();
    m_go->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setEnabled(true);
    m_cancel->setFocus();
}

void StudyActCard::end()
{
    m_act = nullptr;
    m_second = false;
    m_key->forget();
    hide();
}

void StudyActCard::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_cancel->isEnabled())
        m_cancel->click();
    else
        Card::keyPressEvent(event);
}

} // namespace antiphon
