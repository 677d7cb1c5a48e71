// A project of whatever coding program as its .qdpx says it, before anything of it is made ours.
#pragma once

#include "core/base/clock.h"
#include "core/exchange/codeelements.h"

#include <QHash>

namespace antiphon {

// Guids are in lower case and without braces wherever they stand; times are 0 where the file tells none.
struct QdpxUser
{
    QString guid;
    QString name;
};

struct QdpxCoding
{
    QString guid;
    QString user;
    QString code;
    TimePoint at = 0;
    QStringList notes;
};

struct QdpxSelection
{
    QString guid;
    QString name; // of most programs: the first words of what is chosen
    QString user;
    QString description;
    TimePoint at = 0;
    qint64 begin = 0; // as the file counts; see OffsetModel
    qint64 end = 0;
    QList<QdpxCoding> codings;
    QStringList notes;
};

struct QdpxSource
{
    QString guid;
    QString name;
    QString user;
    QString description;
    TimePoint at = 0;
    QString text; // as it stands in the file: CRLF and a byte order mark are still there
    QList<QdpxSelection> selections;
    QList<QdpxCoding> codings; // of the source as a whole
    QStringList notes;
};

struct QdpxNote
{
    QString guid;
    QString name;
    QString user;
    QString text;
    TimePoint createdAt = 0;
    TimePoint changedAt = 0;
};

struct QdpxLink
{
    QString guid;
    QString name;
    QString origin;
    QString target;
    QStringList notes;
};

struct QdpxProject
{
    QString name;
    QString origin; // the program that wrote it
    QString user;   // who made it
    QString description;
    QList<QdpxUser> users;
    ExchangedCodes codes;
    QList<QdpxSource> sources;
    QList<QdpxNote> notes;
    QList<QdpxLink> links;
    QStringList projectNotes;
    QByteArray sideFile;   // of Antiphon; empty: none
    QStringList structure; // variables, cases and sets, a clause each; Antiphon's own are in its side file
    QStringList losses;    // what else was not taken, a clause each
};

} // namespace antiphon
