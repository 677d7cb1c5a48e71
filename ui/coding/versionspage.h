// Published versions of the codebook, and what changed from one to another.
#pragma once

#include "core/taxonomy/taxonomystore.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace antiphon {

class CodingDesk;
class TablePane;
class TextLabel;

// A row of the upper table is compared with the one chosen below it, at first with the codebook as it stands.
class VersionsPage : public QWidget
{
    Q_OBJECT
public:
    explicit VersionsPage(CodingDesk& desk, QWidget* parent = nullptr);
    void navigate(const QString& target); // "publish" goes to the field of the name

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeForm();
    QWidget* makeVersions();
    QWidget* makeChanges();
    void publish();
    void read();
    void readChanges();
    void showVersions(const QList<TaxonomyVersion>& versions);
    QString versionInHand() const; // its name; empty: none

    CodingDesk& m_desk;
    QList<TaxonomyVersion> m_versions; // newest first
    QLineEdit* m_name;
    QLineEdit* m_note;
    QPushButton* m_publish;
    TablePane* m_list;
    QComboBox* m_against;
    TablePane* m_changes;
    TextLabel* m_hash;
};

} // namespace antiphon
