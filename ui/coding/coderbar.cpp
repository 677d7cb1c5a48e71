#include "ui/coding/coderbar.h"

#include "core/reliability/roundstore.h"
#include "ui/coding/codingdesk.h"
#include "ui/theme/metrics.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>

namespace antiphon {

CoderBar::CoderBar(CodingDesk& desk, QWidget* parent)
    : QWidget(parent),
      m_desk(desk),
      m_choice(new QComboBox(this)),
      m_name(new QLineEdit(this)),
      m_blind(new QCheckBox(tr("Blind"), this))
{
    m_choice->setEditable(true);
    m_choice->setInsertPolicy(QComboBox::NoInsert);
    m_choice->setMinimumContentsLength(8);
    m_choice->setAccessibleName(tr("Coder"));
    m_choice->setToolTip(tr("Who codes: only this coder's codings are shown. Type a name to add a coder."));
    m_name->setAccessibleName(tr("New name of the coder"));
    m_name->setToolTip(tr("Enter gives the name, Escape leaves it as it was"));
    m_name->installEventFilter(this);
    m_name->hide();
    m_blind->setToolTip(tr("A blind coder sees nothing of what the others did, anywhere in the program"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(metrics::gap);
    row->addWidget(m_choice);
    row->addWidget(m_name);
    row->addWidget(m_blind);
    connect(m_choice, &QComboBox::activated, this, &CoderBar::choose);
    connect(m_choice->lineEdit(), &QLineEdit::returnPressed, this, &CoderBar::choose);
    connect(m_blind, &QCheckBox::clicked, this,
            [this](bool on) { setSight(on ? CoderSight::Blind : CoderSight::Sighted); });
    connect(&desk, &CodingDesk::codersChanged, this, &CoderBar::read);
    connect(&desk.context().session, &ProjectSession::changed, this, &CoderBar::read);
    showChoice();
}

void CoderBar::read()
{
    showChoice();
    m_desk.context().session.read<QList<Coder>>(
        this, [](const Connection& connection) { return allCoders(connection); },
        [this](const Result<QList<Coder>>& coders) {
            if (!coders)
                return;
            m_coders = *coders;
            showChoice();
        },
        QStringLiteral("coding.coders"));
}

void CoderBar::showChoice()
{
    const QSignalBlocker quiet(m_choice);
    if (!m_choice->lineEdit()->hasFocus() || m_choice->currentText() == m_desk.coder()) {
        m_choice->clear();
        m_choice->addItems(m_desk.coders());
        m_choice->setCurrentText(m_desk.coder());
    }
    const bool blind = std::any_of(m_coders.begin(), m_coders.end(), [this](const Coder& coder) {
        return coder.name == m_desk.coder() && coder.blind;
    });
    m_blind->setChecked(blind);
}

void CoderBar::choose()
{
    m_desk.chooseCoder(m_choice->currentText());
    Q_EMIT finished();
}

void CoderBar::toggleBlind()
{
    setSight(m_blind->isChecked() ? CoderSight::Sighted : CoderSight::Blind);
}

void CoderBar::setSight(CoderSight sight)
{
    const QString name = m_desk.coder();
    m_desk.context().session.edit(sight == CoderSight::Blind ? tr("Blind coder %1").arg(name)
                                                             : tr("Let coder %1 see the others").arg(name),
                                  [name, sight](const Connection& connection) -> Result<void> {
                                      ANTIPHON_TRY_ASSIGN(const Coder coder, ensureCoder(connection, name));
                                      // Blindness is the chosen coder's: who is shown without a choice is
                                      // chosen now.
                                      ANTIPHON_TRY(setChosenCoder(connection, name));
                                      return setSightBetweenRounds(connection, coder.id, sight);
                                  });
    Q_EMIT finished();
}

void CoderBar::rename()
{
    m_name->setText(m_desk.coder());
    m_choice->hide();
    m_name->show();
    m_name->selectAll();
    m_name->setFocus(Qt::ShortcutFocusReason);
}

void CoderBar::endRename()
{
    if (m_name->isHidden())
        return;
    m_name->hide();
    m_choice->show();
    Q_EMIT finished();
}

bool CoderBar::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_name)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut) {
        m_name->hide();
        m_choice->show();
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key == Qt::Key_Escape) {
        endRename();
        return true;
    }
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return false;
    const QString before = m_desk.coder();
    const QString after = m_name->text().trimmed();
    if (after != before)
        m_desk.context().session.edit(tr("Rename coder %1 to %2").arg(before, after),
                                      [before, after](const Connection& connection) -> Result<void> {
                                          ANTIPHON_TRY_ASSIGN(const Coder coder,
                                                              ensureCoder(connection, before));
                                          ANTIPHON_TRY(setChosenCoder(connection, before));
                                          return renameCoder(connection, coder.id, after);
                                      });
    endRename();
    return true;
}

} // namespace antiphon
