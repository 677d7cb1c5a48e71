#include "ui/rating/keyprompt.h"

#include "ui/theme/metrics.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace antiphon {

Result<std::optional<StudyKey>> keyOf(const KeyEntry& entry)
{
    if (entry.file.isEmpty())
        return std::optional<StudyKey>();
    ANTIPHON_TRY_ASSIGN(StudyKey key, readKey(entry.file, entry.passphrase));
    return std::optional(std::move(key));
}

KeyPrompt::KeyPrompt(QWidget* parent) : QWidget(parent)
{
    m_file = new QPushButton(tr("Key file…"), this);
    m_file->setAccessibleName(tr("Choose the key file"));
    m_file->setToolTip(tr("The file that sealing the study wrote; it ends in .antiphon-key"));
    m_passphrase = new QLineEdit(this);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setPlaceholderText(tr("Passphrase of the key"));
    m_passphrase->setAccessibleName(tr("Passphrase of the key"));
    m_passphrase->setToolTip(tr("It is used once and kept nowhere"));
    m_show = new QPushButton(tr("Show"), this);
    m_show->setCheckable(true);
    m_show->setAccessibleName(tr("Show the passphrase"));
    m_show->setToolTip(tr("Shows what you type; mind who looks over your shoulder"));
    auto* row = new QHBoxLayout;
    row->setSpacing(metrics::gap);
    row->addWidget(m_passphrase, 1);
    row->addWidget(m_show);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(metrics::gap);
    column->addWidget(m_file, 0, Qt::AlignLeft);
    column->addLayout(row);
    setTabOrder(m_file, m_passphrase);
    setTabOrder(m_passphrase, m_show);
    setFocusProxy(m_file);
    connect(m_file, &QPushButton::clicked, this, &KeyPrompt::fileRequested);
    connect(m_passphrase, &QLineEdit::textChanged, this, &KeyPrompt::changed);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &KeyPrompt::entered);
    connect(m_show, &QPushButton::toggled, this, [this](bool shown) {
        m_passphrase->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    });
}

void KeyPrompt::setKeyFile(const QString& path)
{
    m_path = path;
    m_file->setText(path.isEmpty() ? tr("Key file…") : QFileInfo(path).fileName());
    if (!path.isEmpty() && isVisible())
        m_passphrase->setFocus();
    Q_EMIT changed();
}

bool KeyPrompt::isComplete() const
{
    return !m_path.isEmpty() && !m_passphrase->text().isEmpty();
}

KeyEntry KeyPrompt::entry() const
{
    QByteArray words = m_passphrase->text().toUtf8();
    return {m_path, Secret::taking(words)};
}

void KeyPrompt::refuse()
{
    m_passphrase->setFocus();
    m_passphrase->selectAll();
}

void KeyPrompt::forget()
{
    m_show->setChecked(false);
    m_passphrase->setText({}); // unlike clear(), leaves nothing to undo
    setKeyFile({});
}

} // namespace antiphon
