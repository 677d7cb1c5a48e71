// The key of the study in hand and its log: where the key lies, sealing it, checking everything.
#pragma once

#include "core/base/secret.h"
#include "core/rating/keystate.h"
#include "ui/widgets/panels.h"

class QLineEdit;
class QPushButton;
class QStandardItemModel;

namespace antiphon {

class CalmTable;

class StudyKeyCard : public Card
{
    Q_OBJECT
public:
    explicit StudyKeyCard(QWidget* parent = nullptr);
    // `hasPackets`: the key can be sealed.
    void show(const StudyId& study, const KeyState& state, bool hasPackets);
    // What checking found: faults, or nothing where all is intact.
    void showCheck(const QStringList& checked, const QStringList& faults);
    using QWidget::show;

Q_SIGNALS:
    void sealRequested(const antiphon::Secret& passphrase);
    void verifyRequested();
    void logRequested(); // as a file

private:
    QWidget* makeForm();
    QWidget* makeLog();
    void setForm(bool open);
    void judge();
    void seal();
    void fillLog();

    StudyId m_study;
    KeyState m_state;
    bool m_sealable = false;
    SectionHeader* m_title;
    TextLabel* m_where;
    QPushButton* m_start;
    QWidget* m_form;
    QLineEdit* m_passphrase;
    QLineEdit* m_again;
    TextLabel* m_worth;
    QPushButton* m_seal;
    TextLabel* m_check;
    CalmTable* m_table;
    QStandardItemModel* m_log;
};

} // namespace antiphon
