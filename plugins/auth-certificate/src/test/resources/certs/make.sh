#!/bin/sh
# Makes the certificates that the tests use, good from 2020 for a hundred years. Run it in this folder; needs openssl 3.
set -eu
sign() { # name, extensions, signer…
    name=$1 extensions=$2
    shift 2
    : > index
    echo unique_subject=no > index.attr
    printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nrand_serial=yes\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\npreserve=yes\n' > ca.conf
    printf '[p]\ncommonName=optional\n[x]\n%b\n' "$extensions" >> ca.conf
    openssl ca -batch -notext -preserveDN -config ca.conf -extensions x -in "$name.csr" -out "$name.pem" \
        -startdate 20200101000000Z -enddate 21200101000000Z "$@"
    rm -f index* ca.conf "$name.csr" ./[0-9A-F][0-9A-F][0-9A-F][0-9A-F]*.pem
}
request() { # name, subject
    openssl req -new -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$1.key" -out "$1.csr" -subj "$2"
}
client() { # name, subject, alternative names
    request "$1" "$2"
    sign "$1" "extendedKeyUsage=clientAuth\n${3:+subjectAltName=$3}" -cert ca.pem -keyfile ca.key
}
request ca /CN=ca
sign ca 'basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign' -selfsign -keyfile ca.key
request server /CN=localhost
sign server 'subjectAltName=DNS:localhost,IP:127.0.0.1' -cert ca.pem -keyfile ca.key
client alternatives '/O=Acme/CN=alice' 'email:alice@example.com,DNS:alice.example,URI:spiffe://example/alice'
client hosts '/O=Acme/CN=bob' 'DNS:other.example,DNS:bob.example'
client subject '/C=US/O=Acme/OU=x/OU=y/CN=a'
client doubled '/CN=a/OU=x/OU=x'
client domain '/DC=com/DC=example/O=Acme/CN=svc'
client multivalued '/O=Acme/CN=m+OU=dev'
client unknown '/O=Acme/CN=u/emailAddress=u@example.com'
client escaped '/O=Acme, Inc./CN= #odd\+"'
client nameless / critical,IP:127.0.0.2
client utf8 '/O=Ünïcode/CN=ä'
